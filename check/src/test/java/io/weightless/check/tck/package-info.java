/// Floor 8: the rules of Reactive Streams as its own technology compatibility kit asks for them,
/// asked of the bridges between channels and `java.util.concurrent.Flow`.
@NullMarked
package io.weightless.check.tck;

import org.jspecify.annotations.NullMarked;
