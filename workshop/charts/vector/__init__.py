"""Each body of a scene drawn in lines and letters of any size: what ``svg`` puts together."""
