"""Text to probability: features, classifier, training, the model folder and its card."""
