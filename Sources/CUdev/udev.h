#pragma once
#include <libudev.h>
// Swift's Glibc module leaves eventfd out; it ends the thread that listens to udev.
#include <sys/eventfd.h>
