export interface EngineTables {
  daily_salts: {
    /** UTC day, `YYYY-MM-DD`. */
    day: string;
    sealed: string;
  };
}
