"""No reader is kept out: each kind of page, small and large, light and dark, in both languages."""

from tests.browser import axe

SIZES = [axe.SMALL_PHONE, axe.PHONE, axe.DESK]

# What has the focus has to be seen, at its middle or near its ends, and marked.
COVERED = """
() => {
    const focused = document.activeElement;
    const boxes = [...focused.getClientRects()].filter(box => box.width && box.height);
    if (!boxes.length) return `not to be seen: ${focused.outerHTML.slice(0, 120)}`;
    const points = boxes.flatMap(
        box => [0.1, 0.5, 0.9].map(part => [box.x + part * box.width, box.y + box.height / 2]));
    const hit = points.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top && (focused.contains(top) || top.contains(focused));
    });
    const style = getComputedStyle(focused);
    const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return hit && marked ? "" : `${hit ? "unmarked" : "covered"}: ${focused.outerHTML.slice(0, 120)}`;
}
"""
# Everything that moves by itself or when it is pointed at.
MOVING = """
() => [...document.querySelectorAll("*")].filter(element => ["", "::before", "::after"].some(part => {
    const style = getComputedStyle(element, part || null);
    return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
})).map(element => element.outerHTML.slice(0, 120))
"""
WIDER = "() => document.scrollingElement.scrollWidth > innerWidth"
# What a browser paints over in forced colours is told apart by more than its ground.
LOST = """
() => [...document.querySelectorAll("[aria-current]:not(li)")].filter(element => {
    const style = getComputedStyle(element);
    const sides = ["Top", "Right", "Bottom", "Left"];
    return !(sides.some(side => parseFloat(style[`border${side}Width`]) && style[`border${side}Style`] !== "none")
        || parseInt(style.fontWeight) >= 700 || style.textDecorationLine !== "none");
}).map(element => element.outerHTML.slice(0, 120))
"""


def audit_axe(pages, look, say):
    found = [line for page in pages for line in axe.complaints(look(page), SIZES)]
    assert found == [], "\n".join(found)
    say(f"axe: {len(pages)} pages, at 320, 390 and 1280 px, light and dark: 0 violations")


def audit_the_focus_is_never_covered(pages, look, say):
    found, steps = [], 0
    for page in pages:
        for width, height in (axe.DESK, axe.SMALL_PHONE):
            opened = look(page, viewport={"width": width, "height": height}, reduced_motion="reduce")
            for _ in range(opened.locator(":is(a[href], button, input, select, summary):visible").count()):
                opened.keyboard.press("Tab")
                steps += 1
                if fault := opened.evaluate(COVERED):
                    found.append(f"{width} {page.path} {fault}")
    assert found == [], "\n".join(found)
    say(f"focus: {steps} steps with Tab over {len(pages)} pages at 1280 and 320 px: each seen and marked")


def audit_settings_of_the_reader(pages, look, say):
    found = []
    for page in pages:
        # 1280 px at 400 %.
        forced = look(page, viewport={"width": 320, "height": 256}, forced_colors="active", reduced_motion="reduce")
        found += [f"{page.path} is wider than 320 px"] * forced.evaluate(WIDER)
        found += [f"{page.path} moves: {html}" for html in forced.evaluate(MOVING)]
        found += [f"{page.path} is lost in forced colours: {html}" for html in forced.evaluate(LOST)]
    assert found == [], "\n".join(found)
    say(f"{len(pages)} pages at 400 %, with forced colours and reduced motion: nothing cut off, lost or moving")
