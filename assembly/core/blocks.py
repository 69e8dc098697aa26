"""The few blocks that the body of every page is made of."""

from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from .clean_text import clean_line

WORDS = ["bold", "italic", "link", "document-link"]
WORDS_AND_LISTS = [*WORDS, "ol", "ul"]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="What was said")
    attribution = blocks.CharBlock(required=False, max_length=120, label="Who said it, and where")

    class Meta:
        icon = "openquote"
        template = "blocks/quote.html"


class PictureBlock(blocks.StructBlock):
    """A picture. Not Wagtail's ImageBlock, which lets an editor leave the description out."""

    image = ImageChooserBlock()
    alt_text = blocks.CharBlock(
        max_length=250,
        label="Description",
        help_text="What the picture shows, for people who do not see it.",
    )
    caption = blocks.CharBlock(required=False, max_length=250)

    class Meta:
        icon = "image"
        template = "blocks/picture.html"


class CalloutBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=WORDS_AND_LISTS)

    class Meta:
        icon = "warning"
        template = "blocks/callout.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock()
    title = blocks.CharBlock(
        required=False, max_length=120, help_text="Empty: the document's own title."
    )

    class Meta:
        icon = "download"
        template = "blocks/download.html"


class TableBlock(TypedTableBlock):
    """A table. Wagtail's takes its caption and the headings of its columns past every field of a form."""

    def value_from_datadict(self, *args: Any) -> TypedTable:
        table = super().value_from_datadict(*args)
        table.caption = clean_line(table.caption)
        for column in table.columns:
            column["heading"] = clean_line(column["heading"])
        return table


class BodyBlock(blocks.StreamBlock):
    """What an editor may put on a page. Few and stable, because each change is a migration of every page."""

    heading = blocks.CharBlock(max_length=120, icon="h2", template="blocks/heading.html")
    subheading = blocks.CharBlock(max_length=120, icon="h3", template="blocks/subheading.html")
    paragraph = blocks.RichTextBlock(
        features=WORDS_AND_LISTS, label="Text", icon="pilcrow", template="blocks/paragraph.html"
    )
    quote = QuoteBlock()
    picture = PictureBlock()
    table = TableBlock(
        [
            ("words", blocks.CharBlock(required=False)),
            ("figures", blocks.CharBlock(required=False)),
        ],
        icon="table",
        template="blocks/table.html",
        help_text="Give it a caption. The first cell of a row is the heading of that row.",
    )
    callout = CalloutBlock(label="Call-out")
    download = DownloadBlock()

    class Meta:
        template = "blocks/body.html"
