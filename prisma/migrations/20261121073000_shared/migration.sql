-- CreateTable
CREATE TABLE "keyed_value" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "keyed_value_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "notice" (
    "key" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "sent_signal" (
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "correlation" TEXT,
    "payload" JSONB NOT NULL,
    "sent_by" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_to" TEXT,

    CONSTRAINT "sent_signal_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "notice_newest_first" ON "notice"("at" DESC);

-- CreateIndex
CREATE INDEX "sent_signal_kept" ON "sent_signal"("name", "delivered_to", "sent_at");
