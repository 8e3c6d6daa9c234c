"""What axe finds on a page: large and small, light and dark, in the house's own measure of contrast (7:1)."""

from axe_playwright_python.base import AXE_SCRIPT

# `preload` would write a style into the page, which its policy refuses.
OPTIONS = {
    "preload": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],
}
# What the colours cannot change is not asked twice.
COLOURS = OPTIONS | {"runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]}
ASK_AXE = "async ([context, options]) => (await axe.run(context, options)).violations"
DESK, PHONE, SMALL_PHONE = (1280, 900), (390, 844), (320, 640)


def complaints(page, sizes=(DESK, PHONE), exclude=()) -> list[str]:
    """One line for each element that axe complains of, and for each size that the page is too wide for.

    `exclude` are selectors of what is not ours to mend.
    """
    page.evaluate(AXE_SCRIPT)
    found = []
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        for scheme, options in (("light", OPTIONS), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for fault in page.evaluate(ASK_AXE, [{"include": ["html"], "exclude": list(exclude)}, options]):
                found += [f"{width} {scheme} {fault['id']}: {node['html'][:200]}" for node in fault["nodes"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"wider than {width} px")
    return [f"{page.url}: {line}" for line in found]
