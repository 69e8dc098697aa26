"""What the front page says of the Assembly, and what its members were told lately."""

from wagtail.rich_text import RichText

from home.models import HomePage, NewsIndexPage, NewsPage
from home.standing_pages import make_missing_pages

from .stage import Demo

# Days ago, slug, title, summary, what it says
ITEMS = [
    (
        3,
        "vote-by-monday",
        "Five minutes for your vote",
        "Every member organisation can vote for its representatives from any computer. The voter you named has been "
        "told how; nobody else needs to do anything.",
        "<p>The ballot asks you to put candidates in order, as many or as few as you like. What you choose is sealed "
        "before it is stored, and is opened only after voting closes.</p><p>If nobody has been named, the lead of your "
        "organisation votes. You can change the voter on the page of your organisation.</p>",
    ),
    (
        12,
        "twelve-weeks-means-twelve",
        "Twelve weeks means twelve",
        "Public bodies that signed the Compact promised twelve weeks for every formal consultation. From now on each "
        "consultation shows how long it really is, and why when it is shorter.",
        "<p>A shorter window needs a reason, and the reason stands on the page for everyone to read. Members told us "
        "that the hardest part was never the answer, but hearing of the question in time.</p>",
    ),
    (
        26,
        "where-the-money-goes",
        "See where the money goes",
        "The funding register is open: every award the council and the health service made to voluntary "
        "organisations, by department and by year.",
        "<p>Look up your own organisation first. If a line is wrong, tell the Support Unit: every line says which "
        "file it came from and on what day.</p>",
    ),
    (
        41,
        "new-members",
        "Small groups belong too",
        "You need no charity number to join. A village hall, a lunch club or a group of residents with an unpaid "
        "committee is as welcome as a county charity.",
        "<p>Registering takes about ten minutes. The Support Unit checks five short statements about how your "
        "organisation is run, and answers within two weeks.</p>",
    ),
]

HOW_IT_WORKS = (
    "<p>The member is the organisation, not the person. Each chooses the people who act for it, and one of them casts "
    "its vote. Members meet in <b>strategic groups</b>, one for each theme, and in the <b>forum of their district</b>."
    "</p><p>From among themselves they elect the people who sit on the boards where the county is planned. "
    "Representatives report back after every meeting, and stand for election again when their term ends.</p>"
)


def seed(demo: Demo) -> None:
    demo.say("The words of the front page, and news")
    make_missing_pages()
    front = HomePage.objects.get()
    front.body = [
        ("heading", "How the Assembly works"),
        ("paragraph", RichText(HOW_IT_WORKS)),
    ]
    front.save()
    index = NewsIndexPage.objects.child_of(front).get()
    for ago, slug, title, summary, words in ITEMS:
        index.add_child(
            instance=NewsPage(
                title=title,
                slug=slug,
                summary=summary,
                published_on=demo.day(-ago),
                body=[("paragraph", RichText(words))],
            )
        )
