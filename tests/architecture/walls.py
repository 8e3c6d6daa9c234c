"""The walls that import-linter cannot see, one function each. Every function yields (line, what is wrong and its cure).

`faults(root)` applies them all to a tree; test_walls.py also plants a fault for each, so that no wall falls unnoticed.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

Found = Iterator[tuple[int, str]]


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 400, 50, 120
OWN = {"speeches", "summit", "tests"}
VAGUE = words("util utils service services helper helpers common misc")

# Rooms that speak to the database only through words of its querysets (`Speech.objects.public().in_language("en")`).
SPEAKING_ROOMS = ("speeches/web/", "speeches/admin/", "speeches/management/")
# No other object here has methods of these names, so each call is one of a queryset.
ORM_VERBS = words(
    """aggregate alias annotate bulk_create bulk_update dates datetimes distinct exclude extra filter get_or_create
    in_bulk order_by prefetch_related raw select_for_update select_related update_or_create values_list"""
)
# Dictionaries, sets, forms and models have these too: they count where the chain of calls starts at a queryset.
AMBIGUOUS_VERBS = words("create defer delete difference intersection only reverse union update values")

# Which file alone writes which column.
STATE_WRITERS = {"state": "speeches/publishing.py", "translation_state": "speeches/workbench/states.py"}
WRITING_CALLS = {"create", "get_or_create", "update", "update_or_create", "Paragraph", "Speech"}

# Documents from outside are opened, and documents for outside are written, in few and pure places.
DOCUMENT_LIBRARIES = {"docx", "openpyxl", "pdfplumber", "pdfminer", "pypdf", "pypdfium2", "reportlab", "typst"}
DOCUMENT_ROOMS = ("speeches/digest/readers", "speeches/output/writers", "speeches/workbench/sheet")
XML_LIBRARIES = {"xml", "lxml", "defusedxml"}
XML_ROOMS = (*DOCUMENT_ROOMS, "speeches/archives", "speeches/workbench/xliff")


def imported(node: ast.AST) -> list[str]:
    """The dotted names that an import statement brings in: "a.b" and "a.b.c" for `from a.b import c`."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        return [module, *(f"{module}.{alias.name}" for alias in node.names)]
    return []


def imports_in_functions(path: str, tree: ast.Module) -> Found:
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if function.name == "ready" and path.endswith("apps.py"):
            continue  # Django asks for it: models do not exist before ready()
        for node in ast.walk(function):
            if any(name.startswith(".") or name.split(".")[0] in OWN for name in imported(node)):
                yield (
                    node.lineno,
                    "own import inside a function: import at the top; if that makes a circle, move code down",
                )


def links(node: ast.expr) -> Iterator[str]:
    """The names along a chain of calls: queryset, filter, values for `queryset.filter(…).values(…)`."""
    while True:
        if isinstance(node, ast.Attribute):
            yield node.attr
            node = node.value
        elif isinstance(node, ast.Call | ast.Subscript):
            node = node.func if isinstance(node, ast.Call) else node.value
        else:
            if isinstance(node, ast.Name):
                yield node.id
            return


def orm_verbs(path: str, tree: ast.Module) -> Found:
    if not path.startswith(SPEAKING_ROOMS):
        return
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        verb = node.func.attr
        of_queryset = not {"objects", "queryset", "get_queryset", "qs"}.isdisjoint(links(node.func.value))
        # dict.values() takes no argument
        if verb in ORM_VERBS or (verb in AMBIGUOUS_VERBS and of_queryset) or (verb == "values" and node.args):
            yield node.lineno, f".{verb}() outside models: give the queryset in speeches/models a word for what you ask"


def state_writes(path: str, tree: ast.Module) -> Found:
    for node in ast.walk(tree):
        for column in written_columns(node):
            if path != STATE_WRITERS[column]:
                yield node.lineno, f"`{column}` is written here: call {STATE_WRITERS[column]}, which alone does that"


def written_columns(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        # `self.state` of a parser is no column; `self.translation_state` can be nothing else
        if node.attr == "translation_state" or not (isinstance(node.value, ast.Name) and node.value.id == "self"):
            yield from {node.attr} & STATE_WRITERS.keys()
    elif isinstance(node, ast.Call):
        name = next(links(node.func), "")
        if name in WRITING_CALLS and "records" not in links(node.func):
            yield from {keyword.arg for keyword in node.keywords} & STATE_WRITERS.keys()
        if name in {"setattr", "bulk_update"}:
            texts = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
            yield from {text for text in texts if isinstance(text, str)} & STATE_WRITERS.keys()


def signals(path: str, tree: ast.Module) -> Found:
    for node in ast.walk(tree):
        if any(name.startswith("django.dispatch") or "signals" in name.split(".") for name in imported(node)):
            yield node.lineno, "a signal: call the function where the thing happens (writes: speeches/changes.py)"


def document_libraries(path: str, tree: ast.Module) -> Found:
    for node in ast.walk(tree):
        roots = {name.split(".")[0] for name in imported(node)}
        if roots & DOCUMENT_LIBRARIES and not path.startswith(DOCUMENT_ROOMS):
            yield node.lineno, "a document library outside the readers and writers: move the code there, pass records"
        if roots & XML_LIBRARIES and not path.startswith(XML_ROOMS):
            yield node.lineno, "XML outside the readers, writers and workbench.xliff: move the code there, pass records"


def unescaped(path: str, tree: ast.Module) -> Found:
    for node in ast.walk(tree):
        if any(name.split(".")[-1] in {"mark_safe", "SafeString", "SafeText"} for name in imported(node)):
            yield node.lineno, "mark_safe: use format_html or format_html_join, or a template"


def function_lengths(path: str, tree: ast.Module) -> Found:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield node.lineno, f"{node.name}() has {lines} lines, {FUNCTION_LINES} are allowed: name its parts"


PYTHON_WALLS = (
    imports_in_functions,
    orm_verbs,
    state_writes,
    signals,
    document_libraries,
    unescaped,
    function_lengths,
)

TEMPLATE_WALLS = (
    (r"\sstyle\s*=", "inline style: the content security policy blocks it, use a class in static/"),
    (r"<style\b", "inline style: the content security policy blocks it, use a file in static/"),
    (r"<script\b(?![^>]*(\bsrc=|json))", "inline script: the content security policy blocks it, use a file in static/"),
    (r"\son[a-z]+\s*=\s*[\"']", "inline event handler: add the listener in a file in static/"),
    (r"javascript:", "a javascript: address: use a button and a file in static/"),
    (r"\|\s*safe(seq)?\b", "|safe: let the template escape, or build the HTML with format_html"),
    (r"\{%-?\s*autoescape\s+(off|false)", "autoescape off: let the template escape"),
)


def python_faults(path: str, source: str) -> Found:
    if "/migrations/" in path:
        return  # written by Django
    lines = source.count("\n")
    if lines > FILE_LINES:
        yield 1, f"{lines} lines, {FILE_LINES} are allowed: one question a file"
    tree = ast.parse(source)
    for wall in PYTHON_WALLS:
        yield from wall(path, tree)


def template_faults(source: str) -> Found:
    lines = source.count("\n")
    if lines > TEMPLATE_LINES:
        yield 1, f"{lines} lines, {TEMPLATE_LINES} are allowed: give its parts files to include"
    for number, line in enumerate(re.sub(r"\{#.*?#\}", "", source).splitlines(), start=1):
        for pattern, message in TEMPLATE_WALLS:
            if re.search(pattern, line, re.IGNORECASE):
                yield number, message


def faults(root: Path) -> list[str]:
    """Every fault under the root, as lines to read and click."""
    found = []
    files = [file for folder in ("speeches", "summit", "templates") for file in sorted((root / folder).rglob("*"))]
    for file in files:
        path = file.relative_to(root).as_posix()
        if "__pycache__" in path or not file.is_file():
            continue
        vague = VAGUE & {part.split(".")[0] for part in path.split("/")}
        if vague and not path.startswith("templates/"):
            found.append(f"{path}:1: “{min(vague)}” says nothing: name it after what it holds")
        if file.suffix == ".py":
            found += [f"{path}:{line}: {text}" for line, text in python_faults(path, file.read_text())]
        elif "templates" in path.split("/"):
            found += [f"{path}:{line}: {text}" for line, text in template_faults(file.read_text())]
    return found
