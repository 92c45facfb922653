internal import DiscModel
