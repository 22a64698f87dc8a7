"""Text to TF-IDF n-grams: the features of scikit-learn's vectorizers, exactly, in a fraction of the time."""

from stance.model.features.ngrams import NgramFeatures
from stance.model.features.scorer import Scorer
from stance.model.features.settings import FeatureSettings

__all__ = ["FeatureSettings", "NgramFeatures", "Scorer"]
