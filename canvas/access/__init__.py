"""Who may be shown what: rules without a database."""
