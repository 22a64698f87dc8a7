"""The page in a browser: what a reader does with it, and what a hostile document can not do."""

from __future__ import annotations

import csv
import io
import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from stance.model.scoring import Predictions

pytestmark = pytest.mark.browser

_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --force-prefers-reduced-motion"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("needs chromium and chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in _FLAGS.split():
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.add_argument("--window-size=1300,900")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(service=webdriver.ChromeService(driver), options=options)
    yield started
    started.quit()


@pytest.fixture
def page(browser: webdriver.Chrome, report: Path) -> webdriver.Chrome:
    """The report, freshly opened and unpacked."""
    return opened(browser, report.as_uri())


def opened(page: webdriver.Chrome, uri: str) -> webdriver.Chrome:
    """The page, opened anew and unpacked."""
    page.get("about:blank")  # a page that is only reloaded may be asked while it is being replaced
    page.get(uri)
    ready = "return document.documentElement.dataset.ready"
    WebDriverWait(page, 30).until(lambda page: page.execute_script(ready))
    return page


def log(page: webdriver.Chrome, kind: str) -> list[dict[str, Any]]:
    """What the browser has logged since it was last asked."""
    entries: list[dict[str, Any]] = page.get_log(kind)  # type: ignore[no-untyped-call]
    return entries


def rows(page: webdriver.Chrome, table: str) -> list[list[str]]:
    """The rows of a table that can be seen, as text."""
    script = """return [...document.querySelectorAll(`#${arguments[0]} tbody tr`)]
        .filter((row) => !row.hidden).map((row) => [...row.cells].map((cell) => cell.textContent))"""
    found: list[list[str]] = page.execute_script(script, table)
    return found


def found(page: webdriver.Chrome) -> str:
    return page.find_element(By.ID, "found").text


def filter_named(page: webdriver.Chrome, name: str) -> WebElement:
    """A field of the passages' form, by its label."""
    return page.find_element(By.XPATH, f"//form[@id='filters']//label[starts-with(., '{name}')]/*")


def test_it_opens_without_errors_or_requests(page: webdriver.Chrome) -> None:
    log(page, "performance")
    opened(page, page.current_url)
    assert log(page, "browser") == []
    events = [json.loads(entry["message"])["message"] for entry in log(page, "performance")]
    sent = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
    requests = [params["request"]["url"] for params in sent]
    assert requests
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_hostile_text_is_shown_and_not_run(page: webdriver.Chrome, hostile: str) -> None:
    assert page.execute_script("return window.broken") is None
    assert page.title == hostile
    assert page.find_element(By.TAG_NAME, "h1").text == hostile
    Select(filter_named(page, "source")).select_by_visible_text(hostile)
    article = page.find_element(By.TAG_NAME, "article")
    assert article.find_element(By.TAG_NAME, "h3").text == hostile
    assert article.find_element(By.CLASS_NAME, "passage").text == hostile
    assert not article.find_elements(By.CSS_SELECTOR, "script, img, a")
    assert page.execute_script("return window.broken") is None


def test_the_policy_stops_scripts_that_are_not_the_pages_own(page: webdriver.Chrome) -> None:
    inject = "const s = document.createElement('script'); s.textContent = 'window.broken = 1'; "
    page.execute_script(inject + "document.body.append(s)")
    assert page.execute_script("return window.broken") is None
    script = "return fetch('https://example.org/').then(() => 'sent', () => 'refused')"
    assert page.execute_script(script) == "refused"
    log(page, "browser")


def test_tables_are_sorted_by_number_and_by_keyboard(page: webdriver.Chrome) -> None:
    head = page.find_element(By.XPATH, "//div[@id='table-cells']//th[starts-with(., 'documents')]")
    button = head.find_element(By.TAG_NAME, "button")
    assert head.get_attribute("aria-sort") == "none"
    for key, order, sign in ((Keys.ENTER, "ascending", 1), (Keys.SPACE, "descending", -1)):
        button.send_keys(key)
        assert head.get_attribute("aria-sort") == order
        column = head.get_property("cellIndex")
        counts = [int(row[int(str(column))]) for row in rows(page, "table-cells")]
        assert counts == sorted(counts, key=lambda n: sign * n)
        assert len(set(counts)) > 1


def test_what_is_unknown_is_sorted_last(page: webdriver.Chrome) -> None:
    button = page.find_element(By.XPATH, "//div[@id='table-groups']//th[starts-with(., 'source')]/button")
    for _ in range(2):
        button.click()
        assert rows(page, "table-groups")[-1][0] == "unknown"


def test_rows_are_filtered_and_counted(page: webdriver.Chrome) -> None:
    box = page.find_element(By.ID, "table-cells")
    every = len(rows(page, "table-cells"))
    box.find_element(By.CSS_SELECTOR, "input").send_keys("hill")
    shown = rows(page, "table-cells")
    assert 0 < len(shown) < every
    assert all("Hill Gazette" in row[0] for row in shown)
    assert box.find_element(By.CLASS_NAME, "count").text == f"{len(shown)} of {every} rows"


def test_a_cell_is_one_click_away_from_its_passages(page: webdriver.Chrome, predictions: Predictions) -> None:
    row = next(row for row in rows(page, "table-cells") if row[:2] == ["Hill Gazette", "2016"])
    label = "Read the passages of Hill Gazette, 2016"
    page.find_element(By.CSS_SELECTOR, f"#table-cells button[aria-label='{label}']").send_keys(Keys.ENTER)
    frame = predictions.frame
    inside = frame[(frame["source"] == "Hill Gazette") & (frame["year"] == 2016).fillna(False)]
    n_documents = inside["document_id"].nunique()
    assert str(n_documents) in row
    assert found(page) == f"{n_documents} document{'s' * (n_documents > 1)}, {len(inside)} passages."
    shown = [passage.text for passage in page.find_elements(By.CLASS_NAME, "passage")]
    assert shown == inside["text"].tolist()
    assert page.switch_to.active_element.get_attribute("id") == "passages-title"


def test_unknown_cells_open_too(page: webdriver.Chrome, predictions: Predictions) -> None:
    label = "Read the passages of unknown"
    page.find_element(By.CSS_SELECTOR, f"#table-groups button[aria-label='{label}']").click()
    n = int(predictions.frame["source"].isna().sum())
    assert found(page) == f"{n // 2} documents, {n} passages."


def test_words_that_moved_the_model_are_marked_on_their_side(page: webdriver.Chrome) -> None:
    filter_named(page, "words in the text").send_keys("hail")
    marks = page.find_elements(By.CSS_SELECTOR, ".passage mark")
    assert {mark.text for mark in marks if "down" in str(mark.get_attribute("class"))} >= {"hail"}
    said = page.find_element(By.CSS_SELECTOR, "article li").text
    assert "Strongest words: " in said


def test_passages_are_filtered_ordered_and_shown_in_parts(page: webdriver.Chrome) -> None:
    assert found(page) == "48 documents, 96 passages."
    assert len(page.find_elements(By.TAG_NAME, "article")) == 10
    page.find_element(By.ID, "more").send_keys(Keys.ENTER)
    assert len(page.find_elements(By.TAG_NAME, "article")) == 20
    assert page.switch_to.active_element.tag_name == "h3"
    Select(filter_named(page, "label")).select_by_visible_text("storm")
    Select(filter_named(page, "order")).select_by_visible_text("lowest position first")
    labels = page.find_elements(By.CSS_SELECTOR, "article .label")
    assert labels
    assert all(label.text.startswith("storm") for label in labels)


def test_csv_holds_the_whole_table(
    page: webdriver.Chrome, tmp_path: Path, predictions: Predictions, hostile: str
) -> None:
    page.execute_cdp_cmd("Page.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    page.find_element(By.CSS_SELECTOR, "#table-cells .csv").click()
    target = tmp_path / "table-cells.csv"
    _wait(target.is_file)
    table = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"), newline="")))
    cells = predictions.frame.groupby(["source", "year"], dropna=False).ngroups
    assert len(table) == cells * len(predictions.labels)
    assert {row["source"] for row in table} == {
        "Harbour Post",
        "Hill Gazette",
        "'=HYPERLINK('x')",
        hostile,
        "",
    }
    assert sum(float(row["estimate"]) for row in table) == pytest.approx(cells)


def test_everything_can_be_reached_with_the_keyboard(page: webdriver.Chrome) -> None:
    page.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    skip = page.switch_to.active_element
    assert skip.text == "Skip to the report"
    assert skip.is_displayed()
    skip.send_keys(Keys.ENTER)
    assert page.switch_to.active_element.get_attribute("id") == "main"
    unreachable = """return [...document.querySelectorAll('.scroll')].filter((box) =>
        box.scrollWidth > box.clientWidth && box.tabIndex !== 0).length"""
    assert page.execute_script(unreachable) == 0
    nameless = """return [...document.querySelectorAll('button, a, input, select')].filter((each) =>
        !each.textContent.trim() && !each.getAttribute('aria-label') && !each.closest('label')).length"""
    assert page.execute_script(nameless) == 0


def test_text_has_contrast_and_the_page_no_sideways_scroll(page: webdriver.Chrome) -> None:
    low = page.execute_script(_CONTRAST)
    assert low == []
    for width in (360, 900, 1600):
        metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        assert page.execute_script("return document.documentElement.scrollWidth") <= width
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


# Every text against its background, by the formula of WCAG 2.2: what falls below 4.5 to 1.
_CONTRAST = """
const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
const light = (colour) => rgb(colour).slice(0, 3).map((x) => x / 255)
    .map((x) => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
    .reduce((sum, x, k) => sum + x * [0.2126, 0.7152, 0.0722][k], 0);
function behind(element) {
    for (let each = element; each; each = each.parentElement) {
        const colour = getComputedStyle(each).backgroundColor;
        if ((rgb(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
}
const low = new Set();
document.querySelectorAll("body *:not(script):not(style)").forEach((element) => {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own) return;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) low.add(`${element.tagName}.${element.className}`);
});
return [...low];
"""


def _wait(until: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
