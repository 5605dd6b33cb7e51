/// What the tests of every module share. Not shipped; on the other modules' test class path as
/// core's test jar.
///
/// `LeakCheck`, whose source is that of module `testing`, holds every test without being asked. A
/// test of what only one engine can do carries [FastEngine] or [PortableEngine]; a test against a
/// real program carries [Needs]. How much of the same is done on each engine says [PerEngine]; what
/// is done on one of them carries [OneEngine].
@NullMarked
package io.weightless.testkit;

import org.jspecify.annotations.NullMarked;
