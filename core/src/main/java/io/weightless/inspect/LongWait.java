package io.weightless.inspect;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// The time from one turn of a task to the next, for the JDK's flight recorder; told while its
/// reactor is watched.
@Name("io.weightless.LongWait")
@Label("Long Wait")
@Category("Weightless")
@Description("A task that waited, or was ready, for longer than the threshold")
@Threshold("1 s")
@StackTrace(false)
final class LongWait extends Event {
  @Label("Who")
  String who = "";

  @Label("Task")
  long task;

  @Label("Awaited")
  String awaited = "";
}
