"""Invented places, organisations and people of the sample county; the districts and partnerships are the report's."""

DISTRICTS = [
    # name, slug, ONS code, in the county, column and row of its tile on the map
    ("Kennet", "kennet", "E07000230", True, (1, 1)),
    ("North Wiltshire", "north-wiltshire", "E07000231", True, (0, 0)),
    ("Salisbury", "salisbury", "E07000232", True, (1, 2)),
    ("West Wiltshire", "west-wiltshire", "E07000233", True, (0, 1)),
    ("Swindon", "swindon", "E06000030", False, (1, 0)),
]

PLACES = {
    "kennet": ["Ashmere", "Coldharrow", "Durnsby", "Pennard Green", "Upper Savern"],
    "north-wiltshire": ["Brinkley Vale", "Calder Cross", "Hazelmarsh", "Malden Ford"],
    "salisbury": ["Avonholt", "Chalkbourne", "Fosbury End", "Nadderleigh", "Wylden"],
    "west-wiltshire": ["Biss Bridge", "Heywater", "Melkstowe", "Trowhill"],
    "swindon": ["Ironmoor", "Lydden Park"],
}

# theme: (what the organisation is, its legal form, its income band, what it does)
ACTIVITIES = {
    "environment": [
        ("River Wardens", "group", "micro", "Looks after the river banks and counts what lives there."),
        ("Tree Wardens", "group", "micro", "Plants hedges and trees, and watches over the old ones."),
        ("Repair Café", "group", "micro", "Mends what would be thrown away, every first Saturday."),
        ("Community Orchard", "association", "micro", "Keeps an orchard where everybody may pick."),
        ("Energy Co-operative", "society", "medium", "Owns solar panels and advises on warm homes."),
        ("Footpath Society", "association", "micro", "Walks, clears and defends the public paths."),
    ],
    "faith": [
        ("Interfaith Circle", "group", "micro", "Brings people of different faiths round one table."),
        ("Chapel Kitchen", "association", "small", "Cooks a hot meal for anybody, twice a week."),
        ("Winter Night Shelter", "cio", "small", "Opens church halls to people without a bed."),
        ("Parish Nursing Project", "cio", "small", "Nurses who visit people whom nobody else visits."),
    ],
    "health": [
        ("Carers' Circle", "association", "small", "Time off, company and advice for people who care for somebody."),
        ("Stroke Club", "group", "micro", "A weekly club for people after a stroke and their families."),
        ("Hospital Car Link", "association", "small", "Volunteers who drive people to hospital and wait."),
        ("Memory Café", "group", "micro", "An afternoon of music and talk for people with dementia."),
        ("Counselling Service", "company", "medium", "Counselling for what people can afford."),
        ("Befriending Scheme", "cio", "small", "Visits and calls for people who are much alone."),
        ("Hospice at Home", "company", "large", "Nursing and night sitting in the last weeks of life."),
    ],
    "equality": [
        ("Access Group", "group", "micro", "Disabled people who test shops, buses and buildings."),
        ("Women's Aid Project", "company", "medium", "A safe house, and help to start again."),
        ("Deaf Club", "association", "micro", "A meeting place in sign language."),
        ("Travellers' Voice", "group", "micro", "Gypsy and Traveller families speaking for themselves."),
        ("Saturday School", "group", "micro", "Mother tongue and history for children of newcomers."),
        ("Older People's Voice", "association", "micro", "Older people who tell services what they are like to use."),
        ("Rainbow Youth", "cio", "small", "A weekly group for young LGBT+ people."),
    ],
    "advice": [
        ("Advice Centre", "company", "medium", "Free advice on benefits, debt, housing and work."),
        ("Debt Helpline", "cio", "small", "Helps people to face a pile of letters."),
        ("Housing Rights Project", "company", "medium", "Keeps people in their homes, and finds homes."),
        ("Credit Union", "society", "medium", "Saving and fair loans, owned by those who use it."),
        ("Law Clinic", "cio", "small", "Evening advice from volunteer solicitors."),
    ],
    "neighbourhoods": [
        ("Village Hall Committee", "trust", "small", "Runs the hall where nearly everything happens."),
        ("Residents' Association", "group", "micro", "Neighbours who speak up for their streets."),
        ("Toy Library", "association", "micro", "Lends toys, and a cup of tea to the parents."),
        ("Youth Club", "association", "small", "Two evenings a week for people of 11 to 18."),
        ("Community Shop", "society", "medium", "The last shop of the village, run by its customers."),
        ("Lunch Club", "group", "micro", "A cooked lunch and company for older people."),
        ("Good Neighbours", "group", "micro", "Small jobs and lifts for anybody who rings."),
        ("Play Scheme", "association", "small", "Holiday play for children, with and without disabilities."),
        ("Community Bus", "cio", "medium", "A bus where no bus runs."),
    ],
}  # fmt: skip

# The organisations that hold the others together. One voluntary hub for each district convenes its forum.
INFRASTRUCTURE = [
    ("Kennet Voluntary Hub", "kennet"),
    ("North Wiltshire Voluntary Hub", "north-wiltshire"),
    ("Salisbury Voluntary Hub", "salisbury"),
    ("West Wiltshire Voluntary Hub", "west-wiltshire"),
    ("Swindon Voluntary Hub", "swindon"),
]

# name, legal form, district (empty: the whole county), theme, what it does
ONE_OF_A_KIND = [
    (
        "The Federation of Village Halls, Reading Rooms, Community Shops and Recreation Ground Committees "
        "of the Upper Savern Valley and Neighbouring Parishes (incorporating the Coldharrow Institute)",
        "association", "kennet", "neighbourhoods", "Insurance, advice and one voice for 61 small committees.",
    ),
    (
        "Chalkbourne and Nadderleigh District Society for the Relief of Isolation among Former Agricultural Workers, "
        "their Widows, Widowers and Dependants",
        "trust", "salisbury", "advice", "Small gifts of fuel and furniture, given quietly since 1884.",
    ),
    ("Wildlife Gardens for Wiltshire", "company", "", "environment", "Turns school grounds and verges into meadows."),
    ("County Community Transport Partnership", "company", "", "neighbourhoods", "Trains and insures drivers."),
    ("Mind the Gap: Young Carers", "cio", "", "health", "Time to be a child, for children who look after a parent."),
    ("BME Voices Forum", "association", "", "equality", "One voice of Black and minority ethnic groups."),
    ("Second Chance Furniture", "cic", "west-wiltshire", "environment", "Sells mended furniture, trains menders."),
    ("Bread and Roses Bakery", "cic", "salisbury", "equality", "A bakery run by people who were long out of work."),
]  # fmt: skip

# Split where they are used.
FIRST_NAMES = (
    "Aisha Alan Alice Amir Anita Arthur Beatrice Bilal Bridget Callum Catherine Chinedu Clare Colin Daisy David "
    "Deepa Diana Edward Eileen Elif Emma Farah Fiona Francis Gareth George Grace Hannah Harold Hassan Helen Ian "
    "Imogen Irene Jack Jasmin Joan Joseph Kamala Karen Keith Krystyna Laura Leo Lily Lucy Malcolm Margaret Marta "
    "Maya Michael Mohammed Nigel Nina Noah Olive Oscar Owen Pamela Patrick Peter Priya Rachel Ravi Rosa Ruth Samuel "
    "Sanjay Sarah Sheila Stanley Susan Tariq Theresa Thomas Ursula Valerie Victor Wanda William Yasmin Zofia"
)
LAST_NAMES = (
    "Abbott Adeyemi Ahmed Archer Bailey Banerjee Barlow Beck Blake Bradley Burgess Carter Chandra Clarke Coombes "
    "Cooper Crane Dalton Davies Dixon Doyle Drummond Ellis Evans Farrow Fisher Fletcher Foster Gale Gibson Gill "
    "Goddard Grant Greene Haines Harding Hart Hobbs Holloway Hussain Ingram Jarvis Jones Kaur Kelly Khan Kowalski "
    "Lambert Lane Lawson Lloyd Malik Marsh Mason Miller Mistry Morgan Nash Newman Nowak Okafor Osborne Palmer Parry "
    "Patel Pearce Perry Pike Porter Quinn Rahman Reeve Rowe Rowland Sharma Shaw Singh Slater Stokes Swift Taylor "
    "Thorne Turner Vaughan Wade Walsh Webb West Whitlock Winter Wright Yates Young"
)

THEMATIC_PARTNERSHIPS = [
    # name, slug, theme, number of seats, how the next vacancy is filled, months of a term, what it is for
    ("Accountable Bodies Group", "accountable-bodies-group", "", 1, "members", 24,
     "Sees that money handed on to partners in the county is accounted for."),
    ("Coordinating Group", "coordinating-group", "", 1, "invited", 36,
     "Officers of the partners, who prepare what the Wiltshire Strategic Board decides."),
    ("Children and Young People's Trust", "children-and-young-people", "neighbourhoods", 2, "members", 24,
     "Plans and pays together for services for children, young people and their families."),
    ("Community Safety Partnership", "community-safety", "neighbourhoods", 1, "members", 24,
     "Agrees each year how to cut crime, and the fear of it."),
    ("Environment Alliance", "environment-alliance", "environment", 2, "group", 24,
     "Brings together those who look after the land, water and wildlife of the county."),
    ("Health and Well-being Partnership", "health-and-well-being", "health", 2, "members", 24,
     "Decides what the county does to keep people well, and who does it."),
    ("Housing Partnership", "housing", "advice", 1, "members", 24,
     "Agrees where homes are needed most, and how people get advice before they lose theirs."),
    ("Infrastructure Consortium", "infrastructure-consortium", "", 2, "members", 24,
     "Plans the support that voluntary and community organisations of the county can count on."),
    ("Stronger Resilient Communities", "stronger-resilient-communities", "equality", 2, "members", 24,
     "Helps communities to look after each other, and sees that nobody is left out."),
    ("Transport Partnership", "transport", "neighbourhoods", 1, "members", 36,
     "Brings bus companies, community transport and passengers to one table."),
]  # fmt: skip
