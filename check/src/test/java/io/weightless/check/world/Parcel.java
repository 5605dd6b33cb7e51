package io.weightless.check.world;

/// What goes along one wire, from an outlet to an inlet.
///
/// @param number how many the sender has sent before
record Parcel(Sender from, int number) {}
