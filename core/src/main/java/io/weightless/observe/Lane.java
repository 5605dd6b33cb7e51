package io.weightless.observe;

import java.util.ArrayList;
import java.util.List;

/// The dispatchers of one way, one for each interface that was asked for.
final class Lane {
  final Way way;

  private final List<Route> routes = new ArrayList<>(1);

  /// What was asked for last, which mostly is what is asked for next: so that a sender that asks
  /// for each message pays for one comparison. Nobody can ask for what it is at first.
  private Class<?> type = Lane.class;

  private Object dispatcher = this;

  Lane(Way way) {
    this.way = way;
  }

  Object dispatcher(Class<?> wanted) {
    return wanted == type ? dispatcher : find(wanted);
  }

  private Object find(Class<?> wanted) {
    Route route = route(wanted);
    type = wanted;
    dispatcher = route.dispatcher;
    return dispatcher;
  }

  private Route route(Class<?> wanted) {
    for (Route route : routes) {
      if (route.face.type == wanted) {
        return route;
      }
    }
    if (way.through() == null) {
      way.from().needs().check(way.mode(), wanted, way.from());
    }
    Route route = new Route(way, wanted);
    routes.add(route);
    return route;
  }
}
