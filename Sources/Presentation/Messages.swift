internal import CIntl
