"""What the Wagtail admin shows of people beside Wagtail's own screens."""

from assembly.core import reports

from .reports import LookReport, OfficeReport

reports.register(OfficeReport)
reports.register(LookReport)
