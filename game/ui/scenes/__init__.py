"""What can be on: the title, the screens of a game, and the dialogs over them."""
