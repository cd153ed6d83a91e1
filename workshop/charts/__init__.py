"""Numbers become a scene, a scene becomes cells: pure functions that know no terminal."""
