package io.weightless.check.bench.task

import kotlin.coroutines.Continuation
import kotlin.coroutines.resume
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.yield

/** Kotlin's coroutines, on the loop that `runBlocking` makes of the calling thread. */
class KotlinCoroutines : Contender {

  override fun giveWay(turns: Int) = runBlocking { repeat(turns) { yield() } }

  override fun takeTurns(turns: Int) = runBlocking {
    val game = Game(turns)
    launch { game.play(0) }
    launch { game.play(1) }
    Unit
  }

  override fun startAndAwait(tasks: Int): Long = runBlocking {
    var sum = 0L
    repeat(tasks) { result -> sum += async { result }.await() }
    sum
  }

  override fun cancelTree(tasks: Int): Long = runBlocking {
    val forest = Forest(tasks)
    val root = launch { forest.live(0) }
    while (forest.grown < tasks) {
      yield()
    }
    val start = System.nanoTime()
    root.cancelAndJoin()
    System.nanoTime() - start
  }

  override fun park(count: Int, whenParked: Runnable) = runBlocking {
    val gate = Job()
    var arrived = 0
    repeat(count) {
      launch {
        arrived++
        gate.join()
      }
    }
    while (arrived < count) {
      yield()
    }
    whenParked.run()
    gate.complete()
    Unit
  }

  private class Forest(private val tasks: Int) {
    var grown = 0

    suspend fun live(task: Int) {
      grown++
      if (Tree.isLeaf(task, tasks)) {
        awaitCancellation()
      }
      coroutineScope { growBelow(task) }
    }

    private fun CoroutineScope.growBelow(task: Int) {
      for (below in Tree.first(task) until Tree.end(task, tasks)) {
        launch { live(below) }
      }
    }
  }

  /** What a [Baton] is to threads. */
  private class Game(private val turns: Int) {
    private val waits = arrayOfNulls<Continuation<Unit>>(2)
    private var turn = 0

    suspend fun play(self: Int) {
      for (i in self until turns step 2) {
        if (turn != i) {
          suspendCancellableCoroutine { waits[self] = it }
        }
        turn = i + 1
        wake(1 - self)
      }
    }

    private fun wake(other: Int) {
      val wait = waits[other]
      waits[other] = null
      wait?.resume(Unit)
    }
  }
}
