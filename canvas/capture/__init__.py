"""How speech becomes notes: answers, their lines, progress through a guide, passages out of documents."""
