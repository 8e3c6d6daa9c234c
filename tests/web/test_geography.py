"""The map: distances and bearings as others measure them, and labels that can be read."""

import itertools
import math
import random

import pytest

from speeches.web import geography
from speeches.web.geography import FARTHEST, RIM, TAIPEI, Place, bearing, distance, project, world

# City, latitude, longitude: all of the summit of 24 March 2021.
CITIES = [
    ("臺北", 25.0330, 121.5654),
    ("亞松森", -25.2865, -57.6470),
    ("貝爾墨潘", 17.2510, -88.7590),
    ("本拿比", 49.2488, -122.9805),
    ("伊利", 42.1292, -80.0851),
    ("弗里蒙特", 37.5485, -121.9886),
    ("蘭里", 49.1044, -122.6600),
    ("麥德林", 6.2476, -75.5658),
    ("北帕麥斯頓", -40.3523, 175.6082),
    ("匹茲堡", 40.4406, -79.9959),
    ("東岬", -34.9608, -54.9441),
    ("特倫頓", 40.2206, -74.7597),
    ("亞特蘭大", 33.7490, -84.3880),
    ("威靈頓", -41.2866, 174.7756),
]
ENGLISH = ["Taipei", "Asunción", "Belmopan", "Burnaby", "Erie", "Fremont", "Langley", "Medellín", "Palmerston North"]
ENGLISH += ["Pittsburgh", "Punta del Este", "Trenton", "Atlanta", "Wellington"]


def test_distances_and_bearings_are_those_of_others():
    """Of the package haversine (Lyon to Paris) and of Veness's "Calculate distance, bearing" (Baghdad to Osaka)."""
    assert distance((45.7597, 4.8422), (48.8567, 2.3508)) == pytest.approx(392.2172595594006)
    assert bearing((35, 45), (35, 135)) == pytest.approx(60, abs=0.2)
    assert distance((0, 0), (0, 180)) == pytest.approx(FARTHEST)
    assert [bearing((0, 0), place) for place in ((1, 0), (0, 1), (-1, 0), (0, -1))] == pytest.approx([0, 90, 180, 270])


def test_the_map_keeps_distance_and_bearing():
    for _name, latitude, longitude in CITIES[1:]:
        x, y = project(latitude, longitude)
        assert math.hypot(x, y) == pytest.approx(RIM * distance(TAIPEI, (latitude, longitude)) / FARTHEST)
        assert math.degrees(math.atan2(x, -y)) % 360 == pytest.approx(bearing(TAIPEI, (latitude, longitude)))


def test_near_and_antipodal_places_are_on_the_map():
    assert project(*TAIPEI) == pytest.approx((0, 0), abs=1e-9)
    assert math.hypot(*project(-TAIPEI[0], TAIPEI[1] - 180)) == pytest.approx(RIM)
    assert math.hypot(*project(25.0331, 121.5654)) < 0.01
    for poles in ((90, 0), (-90, 0), (90, 180)):
        assert all(map(math.isfinite, project(*poles)))


def randomly(number, seed):
    chance = random.Random(seed)
    names = ["".join(chance.choices("甲乙丙丁", k=chance.randint(2, 5))) for _ in range(number)]
    return [Place(name, chance.uniform(-60, 75), chance.uniform(-180, 180)) for name in names]


WORLDS = {
    "Chinese": [Place(*city) for city in CITIES],
    "English": [Place(name, *city[1:]) for name, city in zip(ENGLISH, CITIES, strict=True)],
    "one": [Place("臺北", *TAIPEI)],
    "near": [Place(f"近{n}", TAIPEI[0] + n / 50, TAIPEI[1] - n / 70) for n in range(12)],
    "same": [Place("同地", 40, -80) for _ in range(6)],
    "antipodal": [Place(f"Antipode {n}", -TAIPEI[0] + n / 9, TAIPEI[1] - 180 + n / 9) for n in range(6)],
    **{f"random {seed}": randomly(100, seed) for seed in range(12)},
}


@pytest.mark.parametrize("name", WORLDS)
def test_labels_do_not_collide(name):
    drawn = world(tuple(WORLDS[name]), "臺北")
    assert [spot.place for spot in drawn.spots] == WORLDS[name]
    boxes = [spot.label.box for spot in drawn.spots]  # each has one
    for one, other in itertools.combinations(boxes, 2):
        assert not one.overlaps(other)
    for box, spot in itertools.product(boxes, drawn.spots):
        assert not box.overlaps(geography.around(spot.x, spot.y, geography.DOT))
    for box in boxes:
        assert -geography.HALF_WIDTH <= box.left < box.right <= geography.HALF_WIDTH
        assert -geography.HALF_HEIGHT <= box.top < box.bottom <= geography.HALF_HEIGHT


@pytest.mark.parametrize("name", WORLDS)
def test_a_label_belongs_to_its_dot(name):
    for spot in world(tuple(WORLDS[name]), "臺北").spots:
        end = spot.label.leader or (spot.x, spot.y)
        box = spot.label.box
        nearest = min(max(end[0], box.left), box.right), min(max(end[1], box.top), box.bottom)
        assert math.dist(end, nearest) < 12


def test_a_full_map_leaves_labels_out():
    drawn = world(tuple(randomly(250, 7)), "臺北")
    labelled = [spot.label.box for spot in drawn.spots if spot.label]
    assert 100 < len(labelled) < 250
    assert not any(one.overlaps(other) for one, other in itertools.combinations(labelled, 2))


def test_rings_are_numbered_away_from_the_dots():
    drawn = world(tuple(WORLDS["Chinese"]), "臺北")
    assert [ring.distance for ring in drawn.rings] == [5_000, 10_000, 15_000, 20_000]
    for ring in drawn.rings:
        assert math.hypot(ring.x, ring.y) == pytest.approx(RIM * ring.distance / FARTHEST)
        assert min(math.dist((ring.x, ring.y), (spot.x, spot.y)) for spot in drawn.spots) > 20
