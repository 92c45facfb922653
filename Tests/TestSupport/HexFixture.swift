public import DiscModel
