"""What the awards of the demo are for, and the invented organisations that receive them beside the members."""

TREES = [
    "Alder", "Beech", "Cedar", "Elm", "Hawthorn", "Holly", "Juniper", "Larch", "Laurel", "Linden", "Maple", "Poplar",
    "Rowan", "Willow",
]  # fmt: skip
HOUSES = ["House", "Lodge", "Court", "Grange", "Manor"]

KINDS = [
    "Advocacy Project", "Allotment Society", "Arts Trust", "Bereavement Support", "Brass Band", "Carnival Committee",
    "Day Centre", "Drop-in", "Family Centre", "Gardening Club", "Local History Group", "Meals Service",
    "Mobility Scheme", "Music Trust", "Parents' Group", "Playgroup", "Pre-school", "Riding for All", "Sitting Service",
    "Sports Association", "Supported Lodgings", "Swimming Club", "Talking News", "Volunteer Drivers",
]  # fmt: skip

# kind of pot: (title, purpose)
TITLES = {
    "care home": [
        ("Residential care for older people", "Places in the home, bought for people whom the council places."),
        ("Nursing care for older people", "Places with nursing day and night."),
        ("Care for people with dementia", "Places in a wing of the home with staff trained for it."),
        ("Short stays", "A week or two in the home, so that carers can rest."),
    ],
    "care": [
        ("Day care", "Transport, a meal and company, two days a week."),
        ("Home from hospital", "Help in the first six weeks after a stay in hospital."),
        ("Supported living", "Support in people's own homes, at the hours they choose."),
        ("Meals at home", "A hot midday meal, and a look whether all is well."),
        ("Sitting service for carers", "Somebody who stays while the carer goes out."),
    ],
    "agreement": [
        ("Service level agreement: advocacy", "Somebody who speaks beside people who find it hard to be heard."),
        ("Service level agreement: information", "Answers by telephone and at the counter."),
        ("Service level agreement: user involvement", "People who use services take part in planning them."),
    ],
    "infrastructure": [
        ("Help for new groups", "Advice for people who start a group: constitution, bank account, first grant."),
        ("Volunteer centre", "Finds volunteers for groups, and groups for volunteers."),
        ("Training for committees", "Courses for treasurers, secretaries and chairs."),
        ("District forum", "Calls the forum of the district, and keeps its papers."),
        ("Funding advice", "Finds funds and helps with applications."),
    ],
    "grant": [
        ("Grant for running costs", "Rent, heating and insurance for a year."),
        ("Grant for equipment", "Chairs, a cooker, a ramp: things that last."),
        ("Grant for a new activity", "The first year of something new."),
        ("Grant for an event", "One day for the whole neighbourhood."),
    ],
    "children": [
        ("Play in the holidays", "Open play, with and without disabilities, in the weeks without school."),
        ("Family support", "A visitor for families with small children."),
        ("Youth work", "Two evenings a week for people of 11 to 18."),
        ("Young carers", "Time off for children who look after somebody."),
        ("Counselling for young people", "Somebody to talk to, without a waiting list."),
    ],
    "environment": [
        ("Community transport", "A bus, and drivers, where no bus runs."),
        ("Care of paths and commons", "Clearing, fencing and counting, by volunteers with a ranger."),
        ("Reuse of furniture", "Collects, mends and sells what would be thrown away."),
        ("Warm homes advice", "Visits to cold homes, and help with the forms."),
    ],
    "green grant": [
        ("Green grant for trees and hedges", "Young trees, stakes and a working party."),
        ("Green grant for a garden for everybody", "Raised beds, paths and tools."),
        ("Green grant for repair", "Tools and rooms for mending."),
        ("Green grant for wildlife", "Ponds, boxes and a survey."),
    ],
    "health": [
        ("Befriending", "A visit a week for people who are much alone."),
        ("Counselling", "Counselling for what people can afford."),
        ("Hospital car scheme", "Volunteers who drive people to hospital and wait."),
        ("Self-help groups", "Groups of people with the same illness."),
        ("Healthy walks", "Walks that anybody can join, with a trained leader."),
    ],
}  # fmt: skip
