"""What a workshop is made of: pure, frozen values that know no file and no screen."""
