/// For the tests of what tasks do with each other: a reactor on virtual time, tasks that do what
/// they are told, and every way in which a few of them can take turns.
package io.weightless.scene;
