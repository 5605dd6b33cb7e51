package io.weightless.inspect;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// A turn that held its reactor up, for the JDK's flight recorder; told while it is watched.
@Name("io.weightless.LongTurn")
@Label("Long Turn")
@Category("Weightless")
@Description("A task or a callback that held its reactor for longer than the threshold")
@Threshold("10 ms")
@StackTrace(false)
final class LongTurn extends Event {
  @Label("Who")
  String who = "";

  @Label("Task")
  long task;
}
