"""Hands that have a keyboard and nothing else."""

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 80

WHERE_FOCUS_IS = """() => {
    const place = document.activeElement;
    if (!place || place === document.body) return { problem: "" };
    const named = place.outerHTML.slice(0, 140);
    const box = place.getBoundingClientRect();
    if (!box.width || !box.height) return { problem: `has no size: ${named}` };
    const seen = (each) => {
        const style = getComputedStyle(each);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
    };
    const frame = place.closest("label, .editor-frame, .site-search");
    if (!seen(place) && !(frame && seen(frame))) return { problem: `looks the same as without focus: ${named}` };
    if (box.bottom <= 0 || box.top >= innerHeight) return { problem: `is out of sight: ${named}` };
    const middle = [Math.min(box.left + box.width / 2, innerWidth - 1), (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
    const top = document.elementFromPoint(...middle);
    if (top && !place.contains(top) && !top.contains(place)) return { problem: `is covered: ${named}` };
    return { problem: "" };
}"""


def go_to(page: Page, target: Locator, *, back: bool = False) -> None:
    """Presses Tab, or Shift+Tab, until the target has the focus; at every stop on the way one sees where one is."""
    expect(target).to_be_attached()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        problem = page.evaluate(WHERE_FOCUS_IS)["problem"]
        assert not problem, f"What has the focus {problem}"
        if has_focus(target):
            return
    raise AssertionError(f"{MOST_STOPS} stops do not lead to {target}")


def has_focus(target: Locator) -> bool:
    return target.evaluate("(element) => element === document.activeElement")


def press(page: Page, target: Locator, *, back: bool = False, key: str = "Enter") -> None:
    """Goes to the target and presses it."""
    go_to(page, target, back=back)
    page.keyboard.press(key)


def write_over(page: Page, text: str) -> None:
    """Writes in the place of what stands in the field that has the focus."""
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
