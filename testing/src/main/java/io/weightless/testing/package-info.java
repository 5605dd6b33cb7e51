/// A kit for the tests of programs on a reactor: what tests watch, script and break.
///
/// Nothing below knows it. JUnit is needed by the extensions only.
@NullMarked
package io.weightless.testing;

import org.jspecify.annotations.NullMarked;
