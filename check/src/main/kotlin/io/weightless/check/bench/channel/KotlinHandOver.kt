package io.weightless.check.bench.channel

import java.util.concurrent.Executors
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.selects.select

/**
 * Kotlin's channels, on the loop that `runBlocking` makes of the calling thread; between two threads
 * those of two dispatchers.
 */
class KotlinHandOver : HandOver {
  private val near = Executors.newSingleThreadExecutor().asCoroutineDispatcher()
  private val far = Executors.newSingleThreadExecutor().asCoroutineDispatcher()

  override fun roundTrips(times: Int, tally: Tally) = runBlocking {
    val forth = Channel<Int>(Channel.RENDEZVOUS)
    val back = Channel<Int>(Channel.RENDEZVOUS)
    launch { ask(forth, back, times, tally) }
    launch { answer(forth, back, times) }
    Unit
  }

  override fun stream(values: Int, tally: Tally) = runBlocking {
    val channel = Channel<Int>(HandOver.CAPACITY)
    launch { send(channel, 0, 1, values) }
    launch { receive(channel, values, tally) }
    Unit
  }

  override fun select(values: Int, tally: Tally) = runBlocking {
    val channels = List(HandOver.SENDERS) { Channel<Int>(Channel.RENDEZVOUS) }
    launch { receiveAny(channels, values, tally) }
    channels.forEachIndexed { first, channel ->
      launch { send(channel, first, channels.size, values) }
    }
  }

  override fun streamAcross(values: Int, tally: Tally) = runBlocking {
    val channel = Channel<Int>(HandOver.CAPACITY)
    launch(near) { send(channel, 0, 1, values) }
    launch(far) { receive(channel, values, tally) }
    Unit
  }

  override fun roundTripsAcross(times: Int, tally: Tally) = runBlocking {
    val forth = Channel<Int>(HandOver.CAPACITY)
    val back = Channel<Int>(HandOver.CAPACITY)
    launch(near) { ask(forth, back, times, tally) }
    launch(far) { answer(forth, back, times) }
    Unit
  }

  private suspend fun send(channel: Channel<Int>, first: Int, step: Int, end: Int) {
    for (value in first until end step step) {
      channel.send(value)
    }
  }

  private suspend fun receive(channel: Channel<Int>, values: Int, tally: Tally) {
    repeat(values) { tally.add(channel.receive()) }
  }

  private suspend fun receiveAny(channels: List<Channel<Int>>, values: Int, tally: Tally) {
    val (first, second, third, fourth) = channels
    repeat(values) {
      tally.add(
        select {
          first.onReceive { it }
          second.onReceive { it }
          third.onReceive { it }
          fourth.onReceive { it }
        }
      )
    }
  }

  private suspend fun ask(there: Channel<Int>, back: Channel<Int>, times: Int, tally: Tally) {
    for (value in 0 until times) {
      there.send(value)
      tally.add(back.receive())
    }
  }

  private suspend fun answer(there: Channel<Int>, back: Channel<Int>, times: Int) {
    repeat(times) { back.send(there.receive()) }
  }

  override fun close() {
    near.close()
    far.close()
  }
}
