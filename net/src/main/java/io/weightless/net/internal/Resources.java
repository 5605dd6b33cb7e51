package io.weightless.net.internal;

import io.weightless.inspect.SeenStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is open on one reactor: a list through the resources themselves, so that an idle connection
/// costs no entry.
public final class Resources {
  private @Nullable Resource newest;
  private int count;
  private long lastId;

  public void add(Resource resource) {
    resource.id = ++lastId;
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

  /// What is to be seen of all of them, in the order in which they were opened.
  public List<SeenStream> seen() {
    List<SeenStream> seen = new ArrayList<>(count);
    for (Resource resource = newest; resource != null; resource = resource.older) {
      seen.add(seen(resource));
    }
    return seen.reversed();
  }

  private static SeenStream seen(Resource resource) {
    try {
      return resource.seen();
    } catch (RuntimeException e) {
      return new SeenStream(resource.id, cannotSay(resource, e), 0, 0);
    }
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
      return cannotSay(resource, e);
    }
  }

  private static String cannotSay(Resource resource, RuntimeException e) {
    return resource.getClass().getName() + ", which can't say what it is: " + e;
  }
}
