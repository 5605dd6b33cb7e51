/// Programs that talk to nobody in particular: a [io.weightless.coroutine.Coroutine] reads inputs,
/// writes outputs and calls others like it; whoever holds it, its driver, decides where the bytes
/// come from.
///
/// Floor 0: on the engine only.
@NullMarked
package io.weightless.coroutine;

import org.jspecify.annotations.NullMarked;
