public import MMC
