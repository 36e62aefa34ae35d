package io.datatier.observability;

/** Alarms, the database that they watch and the topic that they tell. */
public record DatabaseAlarmsArgs(
    AlarmSettings settings, DatabaseMetrics database, AlarmTopic topic) {}
