package io.weightless.deferred;

import org.jspecify.annotations.Nullable;

/// The member of a [DeferredList] that succeeded first.
///
/// @param index which one, from 0
public record First<T extends @Nullable Object>(int index, T value) {}
