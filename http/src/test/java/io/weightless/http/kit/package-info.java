/// What the tests of this module share: a network in memory that can be cut, slowed and broken, a
/// client, and a world on virtual time to run them in.
@NullMarked
package io.weightless.http.kit;

import org.jspecify.annotations.NullMarked;
