package io.weightless.tool.inspect;

/// A row in its place.
///
/// @param lead what shows, in front of its name, what it is inside of
record Item(String lead, Row row) {}
