/// Holds the house up: its floors, the shape of its sources, and the rows of its ancestors.
///
/// Each test reads what was built, so a rule that nobody follows fails the build.
@NullMarked
package io.weightless.check.architecture;

import org.jspecify.annotations.NullMarked;
