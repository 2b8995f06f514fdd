"""The sheets of a briefing, one module each: a function from the book to the plan of its sheet."""
