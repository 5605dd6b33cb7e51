/// Coroutines whose state can be put away and taken up elsewhere: a
/// [io.weightless.snapshot.Replayable] is a program that does the same when it is given the same;
/// so what it was given is its state.
///
/// A room of its own, since the coroutines themselves need not know of it: it stands on what they
/// show to everybody. Nulls are refused but where it is said.
///
/// Floor 1: on coroutines only.
@NullMarked
package io.weightless.snapshot;

import org.jspecify.annotations.NullMarked;
