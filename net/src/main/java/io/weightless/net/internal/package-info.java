/// Floor 4: what network and files have in common, whichever backend they are on.
///
/// [Shared][io.weightless.net.internal.Shared] is the door: the few things that all connections of
/// one reactor share. Everything here belongs to one reactor and is touched by its owner only, so
/// there are no locks.
///
/// Not API. Nulls are refused unless marked.
@NullMarked
package io.weightless.net.internal;

import org.jspecify.annotations.NullMarked;
