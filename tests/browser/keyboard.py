"""Hands that have a keyboard and nothing else."""

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 80

WHAT_IS_WRONG_WITH_THE_FOCUS = """() => {
    const place = document.activeElement;
    if (!place || place === document.body) return "";
    const named = place.outerHTML.slice(0, 140);
    const box = place.getBoundingClientRect();
    if (!box.width || !box.height) return `has no size: ${named}`;
    const seen = (each) => {
        const style = getComputedStyle(each);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const frame = place.closest("label, .editor-frame, .site-search");
    if (!seen(place) && !(frame && seen(frame))) return `looks the same as without focus: ${named}`;
    if (box.bottom <= 0 || box.top >= innerHeight) return `is out of sight: ${named}`;
    const across = Math.min(box.left + box.width / 2, innerWidth - 1);
    const down = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const top = document.elementFromPoint(across, down);
    if (top && !place.contains(top) && !top.contains(place)) return `is covered: ${named}`;
    return "";
}"""


def go_to(page: Page, target: Locator, *, back: bool = False) -> None:
    """Presses Tab, or Shift+Tab, until the target has the focus; at every stop on the way one sees where one is."""
    expect(target).to_be_attached()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        problem = page.evaluate(WHAT_IS_WRONG_WITH_THE_FOCUS)
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
