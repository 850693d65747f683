"""Whole games by keyboard alone and by mouse alone, through posted events."""

from __future__ import annotations

import pygame
import pytest

from game.ui.settings import Settings
from tests.ui import samples
from tests.ui.driver import Driver
from tests.ui.fakes import FakeShelf


def to_decision() -> Driver:
    driver = Driver()
    driver.key("enter", "enter")
    assert driver.name == "DecisionScene"
    return driver


def test_a_game_by_keyboard_alone() -> None:
    driver = Driver()
    assert driver.name == "TitleScene"
    assert driver.focus == "menu:resume"
    driver.key("down", "enter")
    assert driver.says("How dangerous is this world?")
    assert driver.focus == "choice:1"
    driver.key("enter")
    assert driver.shelf.begun == ["middle"]
    assert driver.name == "BriefingScene"
    driver.key("enter")
    assert driver.name == "DecisionScene"
    driver.key("2", "tab")
    assert driver.name == "TableScene"
    driver.key("right", "enter")
    assert driver.focus == "topic:0"
    driver.key("down")
    assert driver.says("He reads his own mail. Make it short.")
    driver.key("escape")
    assert driver.name == "DecisionScene"
    assert driver.focus == "card:pull-in"
    driver.key("enter")
    assert driver.shelf.play.asked == ["pull-in"]
    assert driver.name == "OutcomeScene"
    driver.key("enter")
    assert driver.name == "AgendaScene"
    driver.key("space", "down", "space", "enter")
    assert driver.shelf.play.asked[-1] == "dobrynin+signal"
    driver.key("down", "enter")
    assert driver.shelf.play.asked[-1] == "all"
    assert driver.name == "OutcomeScene"
    driver.key("enter")
    assert driver.name == "FrontPageScene"
    driver.key("enter")
    assert driver.name == "DebriefScene"
    driver.key("enter")
    assert driver.name == "TitleScene"
    assert len(driver.stage.scenes) == 1


def test_a_game_by_mouse_alone() -> None:
    driver = Driver()
    driver.click("menu:new")
    driver.click("choice:2")
    assert driver.shelf.begun == ["kennedy"]
    driver.click("key:enter")
    driver.click("card:tankers")
    driver.click("key:tab")
    driver.click("seat:thompson")
    driver.click("topic:2")
    assert driver.says("It is always Berlin.")
    driver.click("key:escape")
    assert driver.name == "DecisionScene"
    driver.click("key:enter")
    assert driver.shelf.play.asked == ["tankers"]
    driver.click("key:enter")
    driver.click("card:siberia")
    driver.click("card:macmillan")
    driver.click("card:dobrynin")
    driver.click("key:enter")
    assert driver.shelf.play.asked[-1] == "siberia+macmillan+dobrynin"
    driver.click("card:few", times=2)
    assert driver.shelf.play.asked[-1] == "few"
    for _ in range(3):
        driver.click("key:enter")
    assert driver.name == "TitleScene"
    driver.click("menu:quit")
    assert driver.name == "closed"


def test_nothing_is_ordered_by_going_on_too_fast() -> None:
    driver = Driver()
    driver.key("enter", "enter", "enter")
    assert driver.name == "DecisionScene"
    assert driver.shelf.play.asked == []
    assert driver.says("Give order 1")


def test_a_click_selects_and_a_double_click_orders() -> None:
    driver = to_decision()
    driver.click("card:pull-in")
    assert driver.focus == "card:pull-in"
    driver.click("card:pull-in")
    assert driver.shelf.play.asked == []
    driver.click("card:pull-in", times=2)
    assert driver.shelf.play.asked == ["pull-in"]


def test_a_closed_card_says_why_and_cannot_be_ordered() -> None:
    driver = to_decision()
    driver.key("5")
    assert driver.focus == "card:turkey"
    assert "not available: No line to Moscow yet" in driver.stage.tree.nodes[driver.focus].name
    driver.key("enter", "enter")
    driver.click("card:turkey", times=2)
    assert driver.shelf.play.asked == []


def test_what_cannot_be_called_back_is_asked_once_more() -> None:
    driver = to_decision()
    driver.key("4", "enter")
    assert driver.says("This cannot be called back.")
    assert driver.focus == "key:escape"
    driver.key("enter")
    assert driver.name == "DecisionScene"
    assert driver.shelf.play.asked == []
    driver.key("enter", "y")
    assert driver.shelf.play.asked == ["strike"]
    assert driver.name == "OutcomeScene"


def test_the_pointer_does_not_steal_the_focus() -> None:
    driver = to_decision()
    driver.key("3")
    spot = driver.stage.tree.nodes["card:board"].rect.center
    pygame.event.post(pygame.Event(pygame.MOUSEMOTION, pos=spot, rel=(0, 0), buttons=(0, 0, 0)))
    driver.turn()
    assert driver.stage.hover == "card:board"
    assert driver.focus == "card:tankers"


def test_the_note_is_of_the_one_who_speaks_to_the_selected_card() -> None:
    driver = to_decision()
    assert driver.says("A line nobody enforces is a picture.")
    driver.key("2")
    assert driver.says("Two hundred miles gives them time")
    driver.key("3")
    assert not driver.says("Hear the others")


@pytest.mark.parametrize(("key", "name"), [("m", "FullMap"), ("s", "Sources"), ("f1", "Help")])
def test_what_lies_beside_the_screen_opens_and_closes(key: str, name: str) -> None:
    driver = to_decision()
    driver.key(key)
    assert driver.name == name
    driver.key("escape")
    assert driver.name == "DecisionScene"
    driver.key(key, key)
    assert driver.name == "DecisionScene"


def test_the_letters_open_by_one_key_and_are_read_with_the_keyboard() -> None:
    driver = to_decision()
    assert driver.says("Letters (2 new)")
    driver.key("l")
    assert driver.name == "TrayScene"
    assert driver.says("A second price, in public")
    assert driver.says("Nothing in it sounds like the man who wrote the first letter")
    driver.key("down")
    assert driver.says("Friday 26 October, 16:43 Moscow time (09:43)")  # sent
    assert driver.says("Friday 26 October, 18:00 to 21:00, in four parts")  # received
    assert not driver.says("Nothing in it sounds like")
    driver.key("s")
    assert driver.name == "Sources"
    driver.key("escape", "l")
    assert driver.name == "DecisionScene"
    assert driver.focus == "card:board"
    assert driver.shelf.play.asked == []


def test_the_letters_open_by_a_click_and_are_read_with_the_mouse() -> None:
    driver = to_decision()
    driver.click("key:l")
    driver.click("letter:private")
    assert driver.says("He writes of war as one who has seen two")
    driver.click("key:escape")
    assert driver.name == "DecisionScene"


def test_a_letter_longer_than_the_window_is_scrolled() -> None:
    driver = Driver(size=(1024, 640), settings=Settings(text=150))
    driver.key("enter", "enter", "l", "right")
    assert driver.focus == "scroll:letter"
    driver.key("down")
    assert driver.scene.offsets["letter"] > 0
    driver.key("left", "down")
    assert driver.scene.offsets["letter"] == 0  # another letter begins at its top


def test_without_mail_there_is_no_tray() -> None:
    driver = to_decision()
    driver.key("1", "enter")
    assert driver.name == "OutcomeScene"
    assert not driver.says("Letters")
    driver.key("l")
    assert driver.name == "OutcomeScene"


def test_the_map_opens_by_a_click_on_it() -> None:
    driver = to_decision()
    driver.click("key:m@map")
    assert driver.name == "FullMap"
    driver.click("key:escape")
    assert driver.name == "DecisionScene"


def test_the_wheel_scrolls_the_focus_out_of_sight_and_a_key_brings_it_back() -> None:
    driver = Driver(size=(1024, 640), settings=Settings(text=200))
    driver.key("enter", "enter", "3")
    shown = driver.stage.tree.visible("card:tankers").height
    assert shown > 0
    driver.wheel((500, 300), 30)
    driver.stage.dirty = True
    driver.turn()
    assert driver.stage.tree.visible("card:tankers").height == 0
    driver.key("3")
    assert driver.stage.tree.visible("card:tankers").height == shown


def test_arrows_scroll_a_text_that_holds_nothing_to_choose() -> None:
    driver = Driver(size=(1024, 640), settings=Settings(text=200))
    driver.key("enter")
    assert driver.name == "BriefingScene"
    area = next(area for area in driver.stage.tree.areas if area.over)
    driver.key("down")
    assert driver.scene.offsets[area.area] > 0
    driver.key("up")
    assert driver.scene.offsets[area.area] == 0
    driver.key("end")
    assert driver.scene.offsets[area.area] == area.over
    driver.key("enter")
    assert driver.name == "DecisionScene"


def test_a_screen_opens_at_its_top() -> None:
    driver = Driver(size=(1024, 640), settings=Settings(text=200))
    driver.key("enter", "enter")
    assert driver.name == "DecisionScene"
    assert set(driver.scene.offsets.values()) == {0}


def test_the_bar_can_be_dragged() -> None:
    driver = Driver(size=(1024, 640), settings=Settings(text=200))
    driver.key("enter", "enter")
    area = next(area for area in driver.stage.tree.areas if area.over)
    for kind, y in ((pygame.MOUSEBUTTONDOWN, area.rect.top), (pygame.MOUSEMOTION, 600)):
        spot = (area.track().centerx, y)
        pygame.event.post(pygame.Event(kind, pos=spot, button=1, rel=(0, 0), buttons=(1, 0, 0)))
        driver.turn()
    area = next(area for area in driver.stage.tree.areas if area.over)
    assert area.offset > area.over // 2


def test_the_agenda_keeps_within_its_hours() -> None:
    driver = to_decision()
    driver.key("1", "enter", "enter")
    assert driver.name == "AgendaScene"
    driver.key("1", "2", "3")
    assert driver.says("There is no time for it")
    driver.key("escape", "2", "3")
    assert driver.says("1½ of 2 hours taken")
    driver.key("enter")
    assert driver.says("Open the meeting now?")
    driver.key("escape", "5", "4", "enter")
    assert driver.shelf.play.asked[-1] == "dobrynin+siberia+macmillan"


def test_reasons_are_shown_on_demand() -> None:
    driver = to_decision()
    driver.key("1", "enter")
    assert driver.says("One more day of work")
    driver.key("w")
    assert not driver.says("One more day of work")
    driver.key("w")
    assert driver.says("One more day of work")


def test_settings_hold_at_once_and_are_kept() -> None:
    driver = Driver()
    driver.key("down", "down", "enter", "right", "right")
    assert driver.stage.settings.text == 150
    driver.key("down", "down", "enter")
    assert driver.stored[-1] == Settings(text=150, still=True)
    driver.key("escape", "t")
    assert driver.stage.settings.text == 175


def test_leaving_a_game_is_asked_and_goes_to_the_title() -> None:
    driver = to_decision()
    driver.key("escape", "down", "down", "down", "enter")
    assert driver.says("Leave this game?")
    driver.key("y")
    assert driver.name == "TitleScene"


def test_a_fault_is_told_and_the_game_goes_on() -> None:
    driver = to_decision()
    driver.shelf.play.fail = "The disk is full. Make room and give the order again."
    driver.key("1", "enter")
    assert driver.says("The disk is full.")
    driver.shelf.play.fail = ""
    driver.key("enter", "enter")
    assert driver.shelf.play.asked == ["board"]


def test_a_save_that_cannot_be_read_is_told() -> None:
    shelf = FakeShelf()
    shelf.fail = "That file is not a record."
    driver = Driver(shelf)
    driver.key("enter")
    assert driver.says("That file is not a record.")
    driver.key("escape")
    assert driver.name == "TitleScene"


def test_who_leaves_a_game_that_is_not_kept_is_told_so() -> None:
    driver = to_decision()
    for kept in (True, False):
        driver.shelf.play.kept = kept
        driver.key("escape", "down", "down", "down", "enter")
        assert driver.says("It is not saved.") is not kept
        assert driver.says("It is saved.") is kept
        driver.key("escape", "escape")


def test_a_notice_of_the_game_is_shown_once() -> None:
    shelf = FakeShelf()
    shelf.play.notice = "This game is not being saved."
    driver = Driver(shelf)
    driver.key("enter")
    assert driver.says("This game is not being saved.")
    driver.key("enter", "enter", "1", "enter")
    assert driver.name == "OutcomeScene"


def test_without_a_game_continue_is_closed() -> None:
    driver = Driver(FakeShelf(samples.FIRST_TITLE))
    assert driver.focus == "menu:new"
    driver.key("up", "enter")
    assert driver.name == "TitleScene"
    driver.click("menu:resume")
    assert driver.name == "TitleScene"


def test_a_new_game_waits_for_the_files_to_be_read() -> None:
    shelf = FakeShelf(None)
    driver = Driver(shelf, waits=False)
    driver.key("enter")
    assert driver.says("Opening the files")
    driver.turn()
    shelf.title = samples.TITLE
    driver.turn()
    driver.turn()
    assert driver.says("How dangerous is this world?")


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_a_game_at_every_text_size(scale: int) -> None:
    driver = Driver(size=(1024, 640), settings=Settings(text=scale))
    driver.click("menu:new")
    driver.click("choice:0")
    driver.click("key:enter")
    for card in samples.DECISION.cards:
        driver.click(f"card:{card.id}")
        assert driver.focus == f"card:{card.id}"
    driver.key("home", "1", "down", "enter")
    assert driver.shelf.play.asked == ["pull-in"]


def test_a_resize_lays_the_screen_out_anew() -> None:
    driver = to_decision()
    before = driver.stage.tree.nodes["card:board"].rect.copy()
    driver.window.surface = pygame.display.set_mode((1920, 1080), pygame.RESIZABLE)
    pygame.event.post(pygame.Event(pygame.WINDOWSIZECHANGED, x=1920, y=1080, window=None))
    driver.turn()
    after = driver.stage.tree.nodes["card:board"].rect
    assert after.width > before.width
    assert driver.stage.tree.root.rect.size == (1920, 1080)


def test_every_part_that_can_be_pressed_has_a_name_and_a_role() -> None:
    driver = to_decision()
    for key, node in driver.stage.tree.nodes.items():
        assert node.role, key
        assert node.name or key.startswith("scroll:"), key


def test_closing_the_window_ends_it() -> None:
    driver = to_decision()
    pygame.event.post(pygame.Event(pygame.QUIT))
    driver.turn()
    assert driver.name == "closed"
