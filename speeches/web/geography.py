"""The world from Taipei: an azimuthal equidistant map, on which straight lines are true bearings. Pure.

Coordinates are degrees, north and east positive; distances are kilometres on a sphere; the map's units are those of its
view box, with Taipei at (0, 0), y downwards, and the antipode on the rim.
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

EARTH_RADIUS = 6371.0088
FARTHEST = math.pi * EARTH_RADIUS
TAIPEI = (25.0330, 121.5654)

RIM = 270
HALF_WIDTH, HALF_HEIGHT = 330, 300
RING_DISTANCES = (5_000, 10_000, 15_000, 20_000)
# The stylesheet sets labels in this size; a wide character is as wide as it is high.
LETTER, NARROW, LINE = 16, 0.58, 19
DOT, CENTRE, GAP, APART = 4, 8, 3, 6
# How far from its dot a label may stand, nearest first, and in how many directions.
REACHES = (GAP, 12, 22, 34, 48, 64, 84, 108, 136, 170, 210, 260, 320, 400)
DIRECTIONS = 16


class Place(NamedTuple):
    """What shall stand on the map. `kind` is of the caller's own choosing."""

    label: str
    latitude: float
    longitude: float
    kind: str = ""
    lang: str = ""


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: "Box") -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def is_crossed(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Whether the line from start to end meets the box (Liang and Barsky)."""
        (x, y), across, down = start, end[0] - start[0], end[1] - start[1]
        sides = ((-across, x - self.left), (across, self.right - x), (-down, y - self.top), (down, self.bottom - y))
        enters, leaves = 0.0, 1.0
        for step, room in sides:
            if step == 0 and room < 0:
                return False
            if step < 0:
                enters = max(enters, room / step)
            elif step > 0:
                leaves = min(leaves, room / step)
        return enters <= leaves


FRAME = Box(-HALF_WIDTH, -HALF_HEIGHT, HALF_WIDTH, HALF_HEIGHT)


class Label(NamedTuple):
    """Where a text stands: from `x` on, or to it (anchor "end"), or around it; `leader` is where its line ends."""

    x: float
    y: float
    anchor: str
    box: Box
    leader: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map; without a label where no room is left for one."""

    place: Place
    x: float
    y: float
    label: Label | None


class Ring(NamedTuple):
    """All places in this distance; its number stands at x, y."""

    distance: int
    radius: float
    x: float
    y: float

    @property
    def number(self) -> str:
        return f"{self.distance:,}"


class Map(NamedTuple):
    spots: tuple[Spot, ...]
    rings: tuple[Ring, ...]

    @property
    def view_box(self) -> str:
        return f"{-HALF_WIDTH} {-HALF_HEIGHT} {2 * HALF_WIDTH} {2 * HALF_HEIGHT}"


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along a great circle."""
    (latitude, longitude), (to_latitude, to_longitude) = (map(math.radians, place) for place in (one, other))
    haversine = (
        math.sin((to_latitude - latitude) / 2) ** 2
        + math.cos(latitude) * math.cos(to_latitude) * math.sin((to_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(haversine, 1)))


def bearing(one: tuple[float, float], other: tuple[float, float]) -> float:
    """In which direction one sets out from `one`: degrees clockwise from north, 0 to 360."""
    (latitude, longitude), (to_latitude, to_longitude) = (map(math.radians, place) for place in (one, other))
    east = math.sin(to_longitude - longitude) * math.cos(to_latitude)
    north = math.cos(latitude) * math.sin(to_latitude) - math.sin(latitude) * math.cos(to_latitude) * math.cos(
        to_longitude - longitude
    )
    return math.degrees(math.atan2(east, north)) % 360


def project(latitude: float, longitude: float) -> tuple[float, float]:
    place = latitude, longitude
    return towards(bearing(TAIPEI, place), RIM * distance(TAIPEI, place) / FARTHEST)


def towards(degrees: float, length: float) -> tuple[float, float]:
    angle = math.radians(degrees)
    return length * math.sin(angle), -length * math.cos(angle)


@lru_cache(maxsize=32)
def world(places: tuple[Place, ...], centre: str) -> Map:
    """The map of these places; `centre` is what Taipei is called on it. Labels overlap neither each other nor a dot."""
    points = [project(place.latitude, place.longitude) for place in places]
    rings = tuple(ring(distance, points) for distance in RING_DISTANCES)
    taken = [around(0, 0, CENTRE), *(around(x, y, DOT) for x, y in points)]
    taken += [text_box(one.number, one.x, one.y, "middle") for one in rings]
    taken.append(text_box(centre, 0, CENTRE + LINE, "middle"))
    room = Room(taken)
    labels: dict[int, Label | None] = {}
    for index in sorted(range(len(places)), key=lambda index: -math.hypot(*points[index])):
        labels[index] = room.place(places[index].label, points[index])
    spots = tuple(Spot(place, *points[index], labels[index]) for index, place in enumerate(places))
    return Map(spots, rings)


def ring(kilometres: int, points: Sequence[tuple[float, float]]) -> Ring:
    """Its number stands where the nearest dot is far away."""
    radius = RIM * kilometres / FARTHEST
    free = max(
        (towards(degrees, radius) for degrees in range(180, 540, 15)),
        key=lambda at: min((math.dist(at, point) for point in points), default=0),
    )
    return Ring(kilometres, radius, *free)


class Room:
    """What of the map is taken: by dots and other texts, by labels, and by the lines that lead to them."""

    def __init__(self, taken: list[Box]):
        self.taken = taken
        self.labels: list[Box] = []
        self.lines: list[tuple[tuple[float, float], tuple[float, float]]] = []

    def place(self, text: str, point: tuple[float, float]) -> Label | None:
        """The nearest free room; if need be, a line may pass behind a text. None if there is no room."""
        free = None
        for label in candidates(text, point):
            if not self.has_room_for(label.box):
                continue
            free = free or label
            if self.is_clear(label, point):
                return self.take(label, point)
        return self.take(free, point) if free else None

    def take(self, label: Label, point: tuple[float, float]) -> Label:
        self.labels.append(label.box)
        if label.leader:
            self.lines.append((point, label.leader))
        return label

    def has_room_for(self, box: Box) -> bool:
        # Two labels side by side would read as one word.
        wide = box._replace(left=box.left - APART, right=box.right + APART)
        is_free = not any(box.overlaps(other) for other in self.taken)
        return FRAME.holds(box) and is_free and not any(wide.overlaps(other) for other in self.labels)

    def is_clear(self, label: Label, point: tuple[float, float]) -> bool:
        """Whether no line passes behind it, and its own behind no other."""
        if any(label.box.is_crossed(*line) for line in self.lines):
            return False
        return not label.leader or not any(other.is_crossed(point, label.leader) for other in self.labels)


def candidates(text: str, point: tuple[float, float]) -> Iterator[Label]:
    """The nearest first, and of these the one that lies farthest out."""
    outwards = math.atan2(point[1], point[0])
    turns = sorted(range(DIRECTIONS), key=lambda turn: min(turn, DIRECTIONS - turn))
    for reach in REACHES:
        for turn in turns:
            yield label_at(text, point, reach, outwards + 2 * math.pi * turn / DIRECTIONS)


def label_at(text: str, point: tuple[float, float], reach: float, angle: float) -> Label:
    across, down = math.cos(angle), math.sin(angle)
    x, y = point[0] + (DOT + reach) * across, point[1] + (DOT + reach) * down
    anchor = "middle" if abs(across) < 0.3 else "start" if across > 0 else "end"
    leader = (x, y) if reach > GAP else None
    # The line meets the text in the middle of its side.
    baseline = y + LETTER * 0.36 + (LINE / 2 * math.copysign(1, down) if anchor == "middle" else 0)
    x += {"start": 1, "end": -1, "middle": 0}[anchor]
    return Label(x, baseline, anchor, text_box(text, x, baseline, anchor), leader)


def around(x: float, y: float, radius: float) -> Box:
    return Box(x - radius, y - radius, x + radius, y + radius)


def text_box(text: str, x: float, baseline: float, anchor: str) -> Box:
    width = LETTER * sum(1 if unicodedata.east_asian_width(one) in "WF" else NARROW for one in text)
    left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return Box(left, baseline - LETTER * 0.95, left + width, baseline + LETTER * 0.3)
