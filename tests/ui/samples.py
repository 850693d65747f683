"""Screen models with realistic texts, short and long, for the tests of the front end."""

from __future__ import annotations

from game.present.screens import (
    Agenda,
    Answer,
    Briefing,
    Card,
    Change,
    City,
    Debrief,
    Decision,
    FrontPage,
    Gauge,
    Header,
    Ladder,
    Letter,
    Line,
    Map,
    Odds,
    Outcome,
    Preset,
    Ring,
    Score,
    Screen,
    Seat,
    Ship,
    Site,
    Table,
    Title,
    Told,
    Tone,
    Tray,
    Voice,
)

RUNGS = (
    "Secret watch",
    "Private protest",
    "Public charge",
    "Mobilisation",
    "Ultimatum",
    "Blockade in force",
    "Line challenged",
    "Blood at sea",
    "Strike on the island",
    "War in Cuba",
    "Nuclear use in theatre",
    "General war",
)


def header(date: str, place: str, day: int) -> Header:
    return Header(date, place, day, 13)


MAP = Map(
    sites=(
        Site("San Cristóbal", (-83.1, 22.7), "missile"),
        Site("Guanajay", (-82.7, 22.95), "missile"),
        Site("Sagua la Grande", (-80.1, 22.7), "missile"),
        Site("Remedios", (-79.55, 22.4), "missile"),
    ),
    rings=(Ring("SS-4 range 1,020 nmi", (-83.1, 22.7), 1020),),
    line=Line("Quarantine line", (-74.15, 20.25), 500, 10, 120),
    ships=(
        Ship("Kimovsk", (-62.0, 27.5), "soviet"),
        Ship("Bucharest", (-66.9, 25.1), "soviet"),
        Ship("Grozny", (-64.5, 23.5), "soviet"),
        Ship("USS Pierce", (-67.2, 24.2), "us"),
        Ship("USS Essex", (-68.4, 26.2), "us"),
    ),
    cities=(
        City("Washington", (-77.04, 38.9)),
        City("New York", (-74.0, 40.7)),
        City("Dallas", (-96.8, 32.8)),
        City("Miami", (-80.2, 25.8)),
        City("Havana", (-82.4, 23.1)),
        City("Guantánamo", (-75.2, 20.1)),
        City("Panama", (-79.5, 9.0)),
    ),
)
EARLY_MAP = Map(sites=MAP.sites[:1], rings=MAP.rings, cities=MAP.cities)

LADDER = Ladder(RUNGS, 6, 6, "DEFCON 3")
GAUGES = (
    Gauge("ready", "Missiles ready to fire", "4 to 10 launchers", 0.32, 0.62, 0.48, "hawk"),
    Gauge("resolve", "Kremlin resolve", "firm", 0.4, 0.75, 0.58, "quarantine"),
    Gauge("alliance", "Alliance", "OAS 19-0", None, None, 0.72, "good"),
    Gauge("country", "Congress and country", "holding", None, None, 0.61, "good"),
    Gauge("channel", "Back channel", "not known", None, None, None, "neutral"),
)
SOURCES = (
    "FRUS 1961-1963, XI, document 70.",
    "Michael Dobbs, *One Minute to Midnight*, 2008.",
    "Ernest May and Philip Zelikow, *The Kennedy Tapes*, 1997.",
)

LETTERS = (
    Letter(
        "price",
        "Chairman Khrushchev, Moscow",
        "President Kennedy, Washington",
        "A second price, in public",
        "Saturday 27 October, 17:00 Moscow time (09:00)",
        "Saturday 27 October, 10:17, by radio",
        "RADIO MOSCOW",
        (
            "He praises the talks in New York and goes on to what was not in last night's letter: "
            "the missiles in Turkey stand next door to him as those in Cuba stand next door to us.",
            "Let both go, each under the eyes of the United Nations, and let each side pledge not "
            "to invade the other's neighbour. Two or three weeks would be enough.",
            "The tone is level and official. Nothing in it sounds like the man who wrote the "
            "first letter, and the whole world has heard it.",
        ),
        SOURCES,
        new=True,
    ),
    Letter(
        "private",
        "Chairman Khrushchev, by the Embassy in Moscow",
        "President Kennedy",
        "Knots, and how to untie them",
        "Friday 26 October, 16:43 Moscow time (09:43)",
        "Friday 26 October, 18:00 to 21:00, in four parts",
        "",
        ("He writes of war as one who has seen two, and asks for a promise not to invade. " * 5,),
        SOURCES[:1],
        new=True,
    ),
    Letter(
        "briefing:16/who-knows",
        "The White House",
        "",
        "Photographs of 14 October",
        "",
        "Tuesday 16 October 1962, 11:50",
        "TOP SECRET",
        ("Two days ago one aircraft photographed a strip of western Cuba.",),
        (),
        new=False,
    ),
)
TRAY = Tray(header("Saturday 27 October 1962", "16:05", 12), LETTERS)
LONG_TRAY = Tray(
    TRAY.header,
    tuple(
        Letter(
            f"letter-{number}",
            "Robert F. Kennedy, after an evening with the Soviet Ambassador at the Department",
            "The President, and nobody else in the building",
            "What may be said of the missiles in Turkey, and what may not",
            "Saturday 27 October, 20:05 in Washington, 03:05 on Sunday in Moscow",
            "Saturday 27 October 1962, a little after 20:30, in his own hand",
            "EYES ONLY" if number % 2 else "",
            ("One sentence that has to be carried in the head and is not to be written down. " * 8,)
            * 2,
            SOURCES,
            new=number < 2,
        )
        for number in range(24)
    ),
)

TITLE = Title(
    "October 1962",
    ("Thirteen days. Fourteen advisers. Two camps.", "You do not know what is really in Cuba."),
    "Saturday 27 October · the U-2 is down",
    "october-1962",
    (
        Preset("bundy", "Bundy", "About 1 in 100 on history's line."),
        Preset("middle", "Middle", "About 1 in 10."),
        Preset("kennedy", "Kennedy", "About 1 in 3."),
    ),
    MAP,
    "middle",
)
FIRST_TITLE = Title(TITLE.title, TITLE.summary, "", TITLE.scenario, TITLE.presets)

BRIEFING = Briefing(
    header("Tuesday 16 October 1962", "11:50 · Cabinet Room", 1),
    "THE WHITE HOUSE\nWASHINGTON",
    "Photographs of 14 October",
    "TOP SECRET",
    (
        "Two days ago one aircraft photographed a strip of western Cuba. The interpreters found "
        "long canvas shapes, launch stands and erectors near San Cristóbal. They match a missile "
        "whose manual we hold.",
        "It reaches Washington. It can be ready in **ten days to two weeks**; the first may be "
        "ready sooner. No nuclear storage has been found, which is not to say there is none.",
        "The Soviets do not know that we know. Fourteen people in this room do. Nothing leaves it.",
    ),
    EARLY_MAP,
    SOURCES,
)


def card(
    number: int,
    name: str,
    text: str,
    detail: str,
    hint: str,
    tone: Tone,
    camp: str,
    advisers: tuple[tuple[str, Tone], ...] = (),
    closed: str = "",
    final: bool = False,
    hours: str = "",
) -> Card:
    return Card(name, number, text, detail, hint, tone, camp, advisers, closed, final, hours)


DECISION = Decision(
    header("Tuesday 23 October 1962", "18:00 · Cabinet Room", 8),
    LADDER,
    "Decision 11",
    "The line is drawn. What happens at the line?",
    (
        "The proclamation takes effect at ten tomorrow morning. Sixteen Soviet freighters are "
        "still steering for Cuba and a submarine has been sighted near two of them. The Navy has "
        "rules for stopping a ship. It has none for a ship that will not stop.",
    ),
    (
        card(
            1,
            "board",
            "Board the first ship that crosses",
            "Hail, warn, a shot across the bow, then the rudder. The law is clear.",
            "+2 rungs if refused",
            "hawk",
            "strike or invade",
            (("Anderson", "hawk"), ("Taylor", "hawk"), ("Nitze", "hawk")),
        ),
        card(
            2,
            "pull-in",
            "Pull the line in and buy a day",
            "Move the arc closer to Cuba. Khrushchev gets another night to think, and so do you.",
            "missiles +1 day",
            "dove",
            "talk",
            (("Ormsby-Gore", "dove"), ("McNamara", "quarantine"), ("R. Kennedy", "quarantine")),
        ),
        card(
            3,
            "tankers",
            "Let the tankers pass, stop the dry cargo",
            "Oil is not on the list. Passing a tanker shows that the line is about weapons alone.",
            "Congress weakens",
            "quarantine",
            "quarantine",
            (("Rusk", "undecided"), ("Ball", "dove")),
        ),
        card(
            4,
            "strike",
            "Strike the sites before the ships arrive",
            "The Air Force can go in 12 hours. It will not promise to get them all.",
            "irreversible",
            "danger",
            "strike or invade",
            (("LeMay", "hawk"),),
            final=True,
        ),
        card(
            5,
            "turkey",
            "Offer the Turkish missiles through the UN",
            "U Thant reads it aloud in New York.",
            "the alliance hears first",
            "dove",
            "talk",
            closed="No line to Moscow yet. Your brother has not seen Dobrynin.",
        ),
    ),
    GAUGES,
    MAP,
    "",
    (
        Voice(
            "Taylor",
            "A line nobody enforces is a picture. Board the first one in daylight.",
            "hawk",
            "They stop. Fairly sure.",
            "for",
            "Board the first ship that crosses",
        ),
        Voice(
            "McNamara",
            "Two hundred miles gives them time to hear from Moscow. Eight hundred gives their "
            "MiGs nothing to shoot at. I can live with five.",
            "quarantine",
            "They turn. Not sure at all.",
            "for",
            "Pull the line in and buy a day",
        ),
    ),
    SOURCES,
    TRAY,
)
SHORT_DECISION = Decision(
    header("Tuesday 16 October 1962", "08:45 · The Residence", 1),
    Ladder(RUNGS, 0, None, ""),
    "Decision 1",
    "Who shall know?",
    (),
    (
        card(1, "few", "A dozen, no more", "", "", "undecided", ""),
        card(2, "all", "The whole Cabinet", "It will be in the papers by Friday.", "", "dove", ""),
    ),
    (),
    Map(),
    "",
    (),
    (),
    Tray(header("Tuesday 16 October 1962", "08:45", 1), LETTERS[2:]),
)
_TONES: tuple[Tone, ...] = ("hawk", "danger", "quarantine", "dove", "danger", "undecided")
LONG_DECISION = Decision(
    header("Saturday 27 October 1962", "16:05 · Cabinet Room, and again in the Oval Office", 12),
    Ladder(RUNGS, 9, 7, "DEFCON 2 for the Strategic Air Command, DEFCON 3 elsewhere"),
    "Decision 21 · the longest afternoon of the thirteen days",
    "A reconnaissance aircraft has been shot down over eastern Cuba, its pilot is dead, and the "
    "Chiefs hold you to the order you gave. What is done about it before the light goes?",
    (
        "The order of Tuesday says that if an aircraft is lost, the battery that fired is hit. "
        "The Chiefs have the wing ready and ask only for the word. Nobody here knows whether "
        "the order to fire came from Moscow, from Havana, or from a lieutenant at a radar.",
        "Two letters from Khrushchev lie on the table, and the second takes back what the first "
        "gave. The *Grozny* is under way again.",
        "The pilot's name was Anderson. Somebody has written it on a pad and underlined it twice.",
    ),
    tuple(
        card(
            number,
            f"long-{number}",
            "Attack the battery that fired, at first light, with the wing ready in Florida, "
            "and tell the allies an hour before",
            "Eight aircraft against one site; the others would then fire too, and by noon it would "
            "be all of them. The Chiefs call it the least that can be done, and Thompson calls it "
            "the most that Khrushchev can bear without an answer somewhere that suits him better.",
            "two rungs, and no more flights below ten thousand feet",
            tone,
            "strike or invade, and soon",
            (
                ("Taylor", "hawk"),
                ("LeMay", "hawk"),
                ("McCone", "hawk"),
                ("Dillon", "hawk"),
                ("Nitze", "hawk"),
                ("Ormsby-Gore", "dove"),
                ("U. A. Johnson", "undecided"),
            ),
            closed=""
            if number != 6
            else "The wing cannot be recalled once the first four are "
            "airborne, and three of them already are; you would have to have said so at noon.",
            final=number == 5,
        )
        for number, tone in enumerate(_TONES, 1)
    ),
    (
        *GAUGES,
        Gauge(
            "leash",
            "How firmly Moscow holds the officers on the island",
            "Nobody in this room can say, and CIA declines to guess",
            None,
            None,
            None,
            "danger",
        ),
        Gauge("secret", "Secrecy", "gone", None, None, 0.0, "bad"),
    ),
    MAP,
    "FLASH - NAVY PLOT\nSUBMARINE CONTACT C-19 HELD BY *BEALE* AND *CONY* SINCE 16:59, WILL NOT "
    "SURFACE, SIGNALLING CHARGES IN USE",
    (
        Voice(
            "Thompson",
            "He will want a way down that he can call a win. Leave him one. If you kill Russians "
            "first he will not be able to stop at Cuba, and he may not want to. I have sat at his "
            "table; he counts what is done, and what is said he forgets by the evening.",
            "dove",
            "He answers within a day. Nearly certain, and I have been wrong about him before.",
            "against",
            "Attack the battery that fired, at first light",
        ),
    ),
    SOURCES,
    LONG_TRAY,
)

AGENDA = Agenda(
    header("Thursday 25 October 1962", "08:40 · Oval Office", 10),
    Ladder(RUNGS, 6, 7, "DEFCON 2"),
    "Before the meeting",
    "You have two hours of your own",
    ("Take up two. What you leave may not be there tomorrow.",),
    (
        card(
            1,
            "dobrynin",
            "Your brother sees Dobrynin",
            "In his office at Justice, no notes, no one else.",
            "opens a channel",
            "dove",
            "",
            hours="1 hour",
        ),
        card(
            2,
            "signal",
            "Tell the Navy how to wake a submarine",
            "Loudspeaker and lamp before any charge is dropped.",
            "the Navy will not like it",
            "quarantine",
            "",
            hours="1 hour",
        ),
        card(
            3,
            "siberia",
            "Ground the flights near Siberia",
            "Air sampling can wait a week. Somebody must remember to say so.",
            "nobody will notice",
            "undecided",
            "",
            hours="½ hour",
        ),
        card(
            4,
            "macmillan",
            "Telephone Macmillan",
            "He has been through one of these. He will want a conference.",
            "alliance",
            "dove",
            "",
            hours="½ hour",
        ),
        card(
            5,
            "chiefs",
            "See the Chiefs without McNamara",
            "They have asked twice. They would rather hear no from you.",
            "Congress hears of it",
            "hawk",
            "",
            hours="1 hour",
            closed="They have gone back to the Pentagon until noon.",
        ),
    ),
    2.0,
    (1.0, 1.0, 0.5, 0.5, 1.0),
    GAUGES[:2],
    MAP,
    "**OVERNIGHT**\nThe tanker hailed at 07:15 and was let through.\nTwenty launchers now thought "
    "ready, four building.\nU Thant asks both sides to pause.\nA second submarine, north of the "
    "line.",
    SOURCES,
    "Open the meeting",
)

_PEOPLE: tuple[tuple[str, str, str, Tone, str], ...] = (
    ("Rusk", "Dean Rusk", "State", "undecided", ""),
    ("Ball", "George W. Ball", "State", "dove", "talk"),
    ("U. A. Johnson", "U. Alexis Johnson", "State", "undecided", ""),
    ("Thompson", "Llewellyn Thompson", "Soviet affairs", "dove", "talk"),
    ("Stevenson", "Adlai Stevenson", "UN", "dove", "talk"),
    ("Dillon", "C. Douglas Dillon", "Treasury", "hawk", "strike or invade"),
    ("R. Kennedy", "Robert F. Kennedy", "Justice", "quarantine", "quarantine"),
    ("McNamara", "Robert S. McNamara", "Defense", "quarantine", "quarantine"),
    ("Gilpatric", "Roswell Gilpatric", "Defense", "quarantine", "quarantine"),
    ("Nitze", "Paul Nitze", "Defense", "hawk", "strike or invade"),
    ("Taylor", "Maxwell D. Taylor", "Joint Chiefs", "hawk", "strike or invade"),
    ("McCone", "John A. McCone", "CIA", "hawk", "strike or invade"),
    ("Bundy", "McGeorge Bundy", "Security", "undecided", ""),
    ("Sorensen", "Theodore C. Sorensen", "Counsel", "dove", "talk"),
)
TABLE = Table(
    header("Thursday 18 October 1962", "11:10 · Cabinet Room", 3),
    tuple(
        Seat(
            name.lower().replace(". ", "-").replace(" ", "-"),
            name,
            full,
            desk,
            "Ambassador at large" if name == "Thompson" else f"Of {desk}",
            "Has lived in Moscow, 1940 to 1944 and 1957 to 1962.",
            tone,
            camp,
            (
                Answer(
                    "The question of the hour",
                    "He will want a way down that he can call a win. Leave him one. If you kill "
                    "Russians first he will not be able to stop at Cuba, and he may not want to.",
                ),
                Answer("A private letter first", "He reads his own mail. Make it short."),
                Answer("Berlin", "It is always Berlin."),
                Answer("The missiles in Turkey", "Old, and worth more gone than kept."),
            ),
        )
        for name, full, desk, tone, camp in _PEOPLE
    ),
    (
        ("strike or invade", "hawk", 4),
        ("quarantine", "quarantine", 3),
        ("talk", "dove", 4),
        ("undecided", "undecided", 3),
    ),
)

OUTCOME = Outcome(
    header("Wednesday 24 October 1962", "10:25 · Situation Room", 9),
    LADDER,
    "You pulled the line in",
    "Six ships stop dead in the water",
    (
        "A note is passed to McCone. Ships near the line have stopped or turned. No one in the "
        "room speaks for a while, then Rusk says something quietly to Bundy.",
        "The orders to the destroyers still stand. Two ships have not turned, and the tanker "
        "*Bucharest* will reach the new line by morning.",
    ),
    (
        Change(
            "Missiles ready to fire",
            "4 to 10",
            "6 to 12",
            1,
            "bad",
            "One more day of work at four sites.",
            "How many launchers could fire within eight hours, as CIA reckons it.",
        ),
        Change("Kremlin resolve", "firm", "wavering", -1, "good", "The ships had orders to wait."),
        Change("Back channel", "cold", "open", 1, "good", "You were the one who gave a day."),
        Change("Congress and country", "", "restless", -1, "bad", "It looks like a step back."),
    ),
    Odds(
        "In 7 of 10 worlds the ships turn on this order. In the others the *Kimovsk* sails on "
        "under escort.",
        (
            ("They stop, and most of them turn", 70.0, True),
            ("The Kimovsk sails on under escort", 26.0, False),
            ("A destroyer fires", 3.5, False),
            ("A submarine answers", 0.5, False),
        ),
    ),
    "NAVY FLASH - KIMOVSK LAST PLOTTED 300 MILES EAST OF THE LINE, HEADING 060. MERCHANTS STOPPED "
    "OR REVERSED: SIX, PERHAPS MORE.",
    MAP,
    SOURCES,
)
OVERNIGHT = Outcome(
    header("Thursday 25 October 1962", "", 10),
    Ladder(RUNGS, 7, 6, "DEFCON 2"),
    "Overnight",
    "The crews work through the night",
    ("Nobody was asked.",),
    tuple(
        Change(
            f"A quantity with a rather long name, number {number}",
            "some twelve to eighteen",
            "more than anyone in the room would care to put a figure to",
            (-1, 0, 1)[number % 3],
            ("good", "bad", "neutral")[number % 3],
            "Because of what was ordered on Tuesday evening, against the advice of the desk that "
            "knew, and because nobody recalled it.",
            "What this is, in one line, the first time it moves." if number % 2 else "",
        )
        for number in range(7)
    ),
    None,
    "",
    Map(),
    (),
)

FRONTPAGE = FrontPage(
    "Ending 3 of 16 · first time",
    "The secret bargain",
    "The Capital Courier",
    "Monday, October 29, 1962",
    "SOVIETS AGREE TO TAKE MISSILES HOME",
    "White House silent on Turkey; Havana was not asked",
    (
        "The terms fit on one sheet, and the sheet does not exist. Moscow radio read the answer at "
        "nine yesterday morning, before the ambassador had it. Crates that went south in September "
        "will come north in November, counted from the air as they pass.",
        "In April a crew in Izmir will unbolt the last of fifteen and no one will say why. The "
        "Joint Chiefs asked last night that the strike be kept ready. It will be kept ready until "
        "the twentieth of November, and then, without an announcement, it will not.",
        "At Guantánamo a Marine wrote his wife that nothing had happened. The mail went out with "
        "the noon flight. Cuban radio carried no comment. In the streets of Havana the guns stay "
        "manned.",
    ),
    (
        ("Lives", "One pilot over Banes; eleven airmen in crashes."),
        ("Missiles", "Out of Cuba in three weeks, out of Turkey in April."),
        ("Alliance", "Held, on a story that was not the whole of it."),
        ("Precedent", "A private word can end a public threat."),
    ),
    "dove",
    SOURCES,
)
LONG_FRONTPAGE = FrontPage(
    "Ending 16 of 16 · reached before, on the eleventh of the games you have played",
    "The war nobody ordered, and nobody could afterwards say had been ordered",
    "The Kansas Prairie Commonwealth & Evening Intelligencer",
    "Wednesday, November 7, 1962, the day after the day on which there was no election",
    "THIS PAPER APPEARS ON ONE SHEET BECAUSE THERE IS NO MORE, AND WILL APPEAR AGAIN WHEN THERE IS",
    "Survivors from the coast are asked to register at the school; water is by the pump behind it",
    FRONTPAGE.text * 4,
    tuple((name, text + " " + text) for name, text in FRONTPAGE.axes),
    "danger",
    (),
)

DEBRIEF = Debrief(
    header("Sunday 28 October 1962", "", 13),
    "Ending 9 of 16",
    "The war nobody ordered",
    (
        "The strike killed Soviet crews. A regiment with its own warheads had lost touch with "
        "Moscow for nine hours. One rocket landed on the beach at Tarará.",
    ),
    tuple(str(day) for day in range(16, 29)),
    (1, 1, 1, 2, 2, 3, 4, 6, 7, 9, 10, 11, 12),
    (1, 1, 1, 1, 2, 3, 4, 6, 6, 6, 5, 8, 3),
    12,
    (
        Told(
            "8,000 to 10,000 Soviet technicians",
            "About 42,000 troops, with armour",
            "1992",
            "Gribkov",
        ),
        Told(
            "No warhead has been seen on the island",
            "158 warheads were there, 92 of them tactical",
            "1992",
            "Gribkov; Norris",
        ),
        Told("A submarine was made to surface", "It carried a nuclear torpedo", "2002", ""),
        Told(
            "Moscow controls every missile",
            "For the short-range rockets the rule was unclear, and is disputed still",
            "",
            "",
        ),
        Told(
            "The strike will get 90 % of the launchers",
            "Six launchers had not been found",
            "1992",
            "",
        ),
    ),
    (
        Score("Taylor", "The battery is gone and nothing answers", 80, False, "Hit the one site"),
        Score("Thompson", "He cannot leave it without an answer", 70, True),
        Score("McNamara", "They turn", 60, True),
        Score("McCone", "Ready within the week", 90, True),
    ),
    (
        "25 October: the strike on the SAM sites. In 3 of 10 worlds a regiment answers; it did.",
        "27 October: the pilot over Siberia came home, as in 9 of 10 worlds.",
    ),
    "danger",
)
SHORT_DEBRIEF = Debrief(
    header("Friday 19 October 1962", "", 4),
    "Ending 1 of 16 · first time",
    "It was in the papers",
    (),
    tuple(str(day) for day in range(16, 29)),
    (1, 1, 1, 3, *([None] * 9)),
    (1, 1, 1, 1, 2, 3, 4, 6, 6, 6, 5, 8, 3),
    12,
    (),
    (),
    (),
    "neutral",
)

ALL: dict[str, Screen] = {
    "title": TITLE,
    "title-first": FIRST_TITLE,
    "briefing": BRIEFING,
    "decision": DECISION,
    "decision-short": SHORT_DECISION,
    "decision-long": LONG_DECISION,
    "agenda": AGENDA,
    "table": TABLE,
    "letters": TRAY,
    "letters-long": LONG_TRAY,
    "outcome": OUTCOME,
    "outcome-long": OVERNIGHT,
    "frontpage": FRONTPAGE,
    "frontpage-long": LONG_FRONTPAGE,
    "debrief": DEBRIEF,
    "debrief-short": SHORT_DEBRIEF,
}
