package io.weightless.net.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is open on one reactor: a list through the resources themselves, so that an idle connection
/// costs no entry.
public final class Resources {
  private @Nullable Resource newest;
  private int count;

  public void add(Resource resource) {
    resource.older = newest;
    if (newest != null) {
      newest.newer = resource;
    }
    newest = resource;
    count++;
  }

  public void remove(Resource resource) {
    if (resource.newer == null) {
      newest = resource.older;
    } else {
      resource.newer.older = resource.older;
    }
    if (resource.older != null) {
      resource.older.newer = resource.newer;
    }
    resource.older = null;
    resource.newer = null;
    count--;
  }

  public int count() {
    return count;
  }

  /// Closes everything.
  ///
  /// @return what it was, newest first
  public List<String> closeAll() {
    List<String> closed = new ArrayList<>(count);
    while (newest != null) {
      closed.add(description(newest));
      newest.close();
    }
    return closed;
  }

  /// One that can't say what it is is closed all the same, and those behind it.
  private static String description(Resource resource) {
    try {
      return resource.describe();
    } catch (RuntimeException e) {
      return resource.getClass().getName() + ", which can't say what it is: " + e;
    }
  }
}
