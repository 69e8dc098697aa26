"""Bank holidays that no rule can know, kept by the Support Unit; `core.bank_holidays.calendar` knows the others."""
