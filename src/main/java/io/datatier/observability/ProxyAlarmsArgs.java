package io.datatier.observability;

import io.datatier.proxy.DatabaseProxy;

/** Alarms, the proxy that they watch and the topic that they tell. */
public record ProxyAlarmsArgs(AlarmSettings settings, DatabaseProxy proxy, AlarmTopic topic) {}
