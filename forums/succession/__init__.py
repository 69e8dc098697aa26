"""District forums when their district ends: who carries on where, and what their pages say."""
