package io.weightless.tool.inspect;

import java.util.List;

/// The lines of a view.
final class Rows {
  private static final int FRAMES = 8;

  private Rows() {}

  static List<Item> of(List<Known> reactors, Choice choice) {
    Tree tree = new Tree();
    for (Known reactor : reactors) {
      boolean isOneOfSeveral = reactors.size() > 1;
      if (isOneOfSeveral) {
        tree.add(0, Row.heading(reactor.name(), reactor.name()));
      }
      add(reactor, isOneOfSeveral ? 1 : 0, choice.view(), tree);
    }
    return tree.items(choice);
  }

  private static void add(Known reactor, int depth, View view, Tree tree) {
    String silent = reactor.seen().silent();
    if (silent != null) {
      addSilent(reactor, silent, depth, tree);
    }
    FlowRows flows = new FlowRows(reactor, depth, tree);
    switch (view) {
      case TASKS -> TaskRows.add(reactor, depth, tree);
      case COMPONENTS -> flows.addComponents();
      case CHANNELS -> flows.addChannels();
      case STREAMS -> flows.addStreams();
    }
  }

  /// Who holds the loop, and where: as much of its stack as tells something.
  private static void addSilent(Known reactor, String silent, int depth, Tree tree) {
    String key = reactor.name() + "/silent/";
    tree.add(depth, Row.trouble(key, "silent: " + silent));
    int frame = 0;
    for (String place : reactor.seen().stack().stream().limit(FRAMES).toList()) {
      tree.add(depth + 1, Row.trouble(key + frame++, "at " + place));
    }
  }
}
